package io.sealpost.relay.ingress;

import java.util.Locale;

/** Why a connection was closed before its first word. */
enum ProxyRefusal {
    /** It comes from no address of a proxy. */
    UNTRUSTED,
    /** What came is no PROXY header. */
    MALFORMED,
    /** None came in time, or not the whole of it. */
    MISSING;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
