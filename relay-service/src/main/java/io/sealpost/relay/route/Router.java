package io.sealpost.relay.route;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.xbill.DNS.Address;

/** Finds where mail for a domain goes. Does not block; the futures never fail but on a bug of ours. */
@Singleton
public class Router {
    private final Vertx vertx;
    private final RouteSettings settings;
    private final Lookup lookup;
    private final Reachable reachable;
    private final Random random;

    @Inject
    public Router(Vertx vertx, RouteSettings settings) {
        this(vertx, settings, Reachable.here(), new Random());
    }

    Router(Vertx vertx, RouteSettings settings, Reachable reachable, Random random) {
        this.vertx = vertx;
        this.settings = settings;
        this.lookup = new Lookup(
                new DnsServers(settings.dns().servers(), DnsServers.TIMEOUT),
                settings.dns().anchors(),
                Clock.systemUTC());
        this.reachable = reachable;
        this.random = random;
    }

    /** By static route, else by MX. */
    public Future<Route> route(Domain domain) {
        return settings.routeOf(domain)
                .map(host -> toNamedHost(domain.name(), host, true))
                .orElseGet(() -> Future.fromCompletionStage(byMx(domain)));
    }

    /** To a host that an administrator named; its addresses are filtered as those of an MX host are. */
    public Future<Route> routeTo(HostPort host) {
        return toNamedHost(host.host(), host, settings.privateAllowed());
    }

    /** Whether the DNS servers are known to pass no DNSSEC. */
    boolean isBlind() {
        return lookup.isBlind();
    }

    private CompletionStage<Route> byMx(Domain domain) {
        return lookup.mx(domain).thenCompose(answer -> {
            MxPlan plan = MxPlan.of(domain, answer, settings.ownName(), random);
            return plan instanceof MxPlan.Hosts hosts
                    ? toHosts(domain, hosts, answer.state())
                    : CompletableFuture.completedStage(((MxPlan.Over) plan).route());
        });
    }

    private CompletionStage<Route> toHosts(Domain domain, MxPlan.Hosts hosts, DnsState mx) {
        TargetPlan plan =
                new TargetPlan(settings.port(), settings.privateAllowed(), reachable, settings.ownAddresses());
        TlsaLookup tlsa = new TlsaLookup(lookup, settings.port());
        List<CompletableFuture<HostAddresses>> lookups = hosts.names().stream()
                .map(host -> lookup.addresses(host)
                        .thenCompose(addresses -> tlsa.complete(domain.name(), mx, addresses))
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(lookups.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> plan.route(
                        domain.name(),
                        lookups.stream().map(CompletableFuture::join).toList(),
                        hosts.truncated()));
    }

    private Future<Route> toNamedHost(String destination, HostPort host, boolean privateAllowed) {
        TargetPlan plan = new TargetPlan(host.port(), privateAllowed, reachable, settings.ownAddresses());
        return literal(host.host())
                .map(address -> Future.succeededFuture(address))
                .orElseGet(() -> vertx.<CompletionStage<HostAddresses>>executeBlocking(
                                () -> lookup.namedAddresses(host.host()), false)
                        .compose(Future::fromCompletionStage))
                .map(addresses -> plan.route(destination, List.of(addresses), false));
    }

    /** A host that is an IP address, as the answer that DNS would give. */
    private static Optional<HostAddresses> literal(String host) {
        return Stream.of(Address.IPv4, Address.IPv6)
                .flatMap(family -> Stream.ofNullable(Address.toByteArray(host, family)))
                .findFirst()
                .map(octets -> {
                    Answer<InetAddress> found =
                            new Answer.Found<>(List.of(Lookup.named(host, octets)), host, DnsState.INSECURE);
                    Answer<InetAddress> none = new Answer.NoRecords<>(DnsState.INSECURE);
                    return octets.length == 4
                            ? new HostAddresses(host, found, none)
                            : new HostAddresses(host, none, found);
                });
    }
}
