package io.sealpost.relay.wire;

/** Why some octets are no message that we take. */
public enum ContentFlaw {
    /** A CR without its LF, or an LF without its CR (RFC 5321 §2.3.8). */
    BARE_LINE_END,
    /** A NUL octet (RFC 5322 §4: not even the obsolete syntax should be sent with it). */
    NUL,
    /** More octets than the limit. */
    TOO_BIG
}
