package io.sealpost.relay.route;

import io.sealpost.relay.policy.Tlsa;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Finds the TLSA records of an MX host (RFC 7672 §2.2).
 *
 * <p>They are asked for only where the MX records and the host's addresses are signed: nobody else's names could be
 * trusted, and servers of unsigned zones do not always answer such questions. Of a host that is an alias, the name at
 * its end is asked first, then its own (§2.2.2); if only the alias itself is signed, its own alone. A lookup that fails,
 * or a bogus answer, fails the host.
 *
 * @param lookup asks
 * @param port of the hosts
 */
record TlsaLookup(Lookup lookup, int port) {
    /**
     * @param destination for words
     * @param mx how far the host's name can be believed
     */
    CompletionStage<HostAddresses> complete(String destination, DnsState mx, HostAddresses host) {
        if (!mx.isSecure()) {
            return done(host, unsigned("the MX records of " + destination));
        }
        if (host.isSecure()) {
            return ask(
                    host,
                    Stream.of(host.canonicalName(), host.host()).distinct().toList());
        }
        if (!host.hasAddress() || isOwn(host)) {
            return done(host, unsigned("the addresses of " + host.host()));
        }
        return lookup.alias(host.host()).thenCompose(alias -> {
            if (alias instanceof Answer.Failed<String> failed) {
                return CompletableFuture.completedStage(host.failed(failed, host.host()));
            }
            return alias.state().isSecure()
                    ? ask(host, List.of(host.host()))
                    : done(host, unsigned("the addresses of " + host.host()));
        });
    }

    private CompletionStage<HostAddresses> ask(HostAddresses host, List<String> baseDomains) {
        String base = baseDomains.get(0);
        String service = String.format(Locale.ROOT, "_%d._tcp.%s", port, base);
        return lookup.tlsa(service)
                .thenCompose(answer -> answer.match(
                        found -> found.state().isSecure()
                                ? done(host, Tlsa.of(base, found.records()))
                                : next(host, baseDomains, unsigned("the TLSA records at " + service)),
                        none -> next(host, baseDomains, new Tlsa.None("there is no TLSA record at " + service)),
                        noName -> next(host, baseDomains, new Tlsa.None("there is no TLSA record at " + service)),
                        failed -> CompletableFuture.completedStage(host.failed(failed, service))));
    }

    private CompletionStage<HostAddresses> next(HostAddresses host, List<String> baseDomains, Tlsa soFar) {
        return baseDomains.size() > 1 ? ask(host, baseDomains.subList(1, baseDomains.size())) : done(host, soFar);
    }

    private Tlsa unsigned(String what) {
        return lookup.isBlind()
                ? new Tlsa.Unknown("the relay's DNS servers pass no DNSSEC")
                : new Tlsa.None(what + " are not signed (DNSSEC)");
    }

    private static boolean isOwn(HostAddresses host) {
        return host.canonicalName().equals(host.host());
    }

    private static CompletionStage<HostAddresses> done(HostAddresses host, Tlsa found) {
        return CompletableFuture.completedStage(host.with(found));
    }
}
