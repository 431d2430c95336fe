package io.sealpost.bounce.dsn;

import java.util.Locale;

/** Why a recipient did not get the message, as finely as the words of a report tell it apart. */
enum Cause {
    /** EHLO without STARTTLS, or no EHLO at all. */
    NO_TLS,
    /** STARTTLS was announced and then refused. */
    TLS_REFUSED,
    /** The handshake ended with an alert. */
    HANDSHAKE,
    /** The handshake or the session ended otherwise. */
    TLS_BROKEN,
    VERSION,
    EXPIRED,
    NOT_YET_VALID,
    UNTRUSTED,
    NAME,
    PIN,
    TLSA,
    NO_TLSA,
    UNREACHABLE,
    /** Connected, but no mail was taken. */
    TURNED_AWAY,
    /** The DNS did not answer. */
    LOOKUP,
    /** Our own TLS failed. */
    RELAY,
    PUT_OFF,
    REFUSED,
    UNKNOWN_ADDRESS,
    MAILBOX_FULL,
    TOO_LARGE,
    /** We did not offer it, since the server lacks an extension that it needs. */
    NOT_CONVERTIBLE,
    NO_DOMAIN,
    NO_SERVER,
    TAKES_NO_MAIL,
    RULE,
    /** A rule held it, and somebody refused it. */
    HELD_AND_REFUSED,
    /** A rule held it, and nobody let it go. */
    HELD_TOO_LONG,
    OPERATOR,
    LOOP,
    HANDED_OVER;

    /** The name by which templates ask for it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
