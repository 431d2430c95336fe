package io.sealpost.relay.route;

/**
 * An MX record.
 *
 * @param preference lower is better
 * @param host lower case, without the trailing dot; empty for the root, which says that the domain takes no mail
 */
record Mx(int preference, String host) {
    boolean isNull() {
        return host.isEmpty();
    }
}
