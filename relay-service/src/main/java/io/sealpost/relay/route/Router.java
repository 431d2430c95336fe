package io.sealpost.relay.route;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.vertx.core.Future;

public class Router {
    /** By static route, else by MX. */
    public Future<Route> route(Domain domain) {
        throw new UnsupportedOperationException();
    }

    /** To a host that an administrator named; its addresses are filtered as those of an MX host are. */
    public Future<Route> routeTo(HostPort host) {
        throw new UnsupportedOperationException();
    }
}
