package io.sealpost.relay.ingress;

/**
 * A field of a message's header (RFC 5322 §2.2).
 *
 * @param name in lower case
 * @param value unfolded, without blanks around it
 * @param start where its first line begins in the block
 * @param end where its last line ends, CRLF included
 */
record HeaderField(String name, String value, int start, int end) {
    /** Without the value: it is message data. */
    @Override
    public String toString() {
        return "HeaderField[name=" + name + "]";
    }
}
