package io.sealpost.relay.route;

import io.sealpost.platform.dns.DnsFixture;
import io.sealpost.relay.mail.Domain;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Routes by MX as a relay does whose DNS server is the fixture; for tests of other rooms. */
public final class DnsRouting {
    private DnsRouting() {}

    /** To hosts of this port, private addresses included. */
    public static Route route(Vertx vertx, DnsFixture dns, Domain domain, int port) throws Exception {
        DnsSettings settings = new DnsSettings(
                List.of(dns.address()),
                Optional.of(TrustAnchors.parse(dns.zone().trustAnchors())));
        return new Router(
                        vertx,
                        new RouteSettings(
                                Map.of(), Optional.empty(), settings, port, true, "relay.test", OwnAddresses.NONE),
                        new Reachable(true, true),
                        new Random(1))
                .route(domain)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }
}
