package io.sealpost.relay.route;

/** How far an answer of the DNS can be believed (RFC 4035 §4.3). */
enum DnsState {
    /** Signed, all the way from a trust anchor. */
    SECURE,
    /** Proven not to be signed, or asked of servers that pass no DNSSEC. */
    INSECURE,
    /** It should be signed, but is not, or not rightly. Whatever it says counts for nothing. */
    BOGUS,
    /** There is none. */
    FAILED;

    boolean isSecure() {
        return this == SECURE;
    }

    /** Of two answers, of which the second was asked because of what the first says. */
    DnsState and(DnsState next) {
        return compareTo(next) >= 0 ? this : next;
    }
}
