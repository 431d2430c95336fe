package io.sealpost.relay.route;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupSession;

/**
 * Finds the hosts that an administrator named, as the system would: a host that stands in the hosts file has the addresses
 * that stand there and no others, any other is asked of the DNS, along the system's search path, as in a cluster.
 */
final class NamedHosts {
    private static final Logger LOG = Logger.getLogger(NamedHosts.class);
    private static final int CACHED_NAMES = 1_000;

    private final HostsFileParser file;
    private final LookupSession session;
    private final SharedQuestions<String, HostAddresses> questions = new SharedQuestions<>();

    NamedHosts(Resolver servers, HostsFileParser file) {
        ResolverConfig system = ResolverConfig.getCurrentConfig();
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(CACHED_NAMES);
        this.file = file;
        this.session = LookupSession.builder()
                .resolver(servers)
                .cache(cache)
                .ndots(system.ndots())
                .searchPath(system.searchPath())
                .build();
    }

    /** Reads the hosts file; not for an event loop. Never fails. */
    CompletionStage<HostAddresses> addresses(String host) {
        return questions.ask(
                host,
                () -> Lookup.name(host)
                        .map(name -> inFile(host, name)
                                .map(CompletableFuture::completedStage)
                                .orElseGet(() -> ask(host, name)))
                        .orElseGet(() -> CompletableFuture.completedStage(noSuchName(host))));
    }

    private Optional<HostAddresses> inFile(String host, Name name) {
        List<InetAddress> v4 = inFile(host, name, Type.A);
        List<InetAddress> v6 = inFile(host, name, Type.AAAA);
        return v4.isEmpty() && v6.isEmpty()
                ? Optional.empty()
                : Optional.of(new HostAddresses(host, answer(host, v4), answer(host, v6)));
    }

    private List<InetAddress> inFile(String host, Name name, int type) {
        try {
            return file.getAddressForHost(name.isAbsolute() ? name : Name.concatenate(name, Name.root), type).stream()
                    .map(address -> Lookup.named(host, address.getAddress()))
                    .toList();
        } catch (IOException e) {
            LOG.warnf(e, "the hosts file cannot be read; the DNS is asked alone");
            return List.of();
        }
    }

    private CompletionStage<HostAddresses> ask(String host, Name name) {
        CompletionStage<Answer<InetAddress>> v6 = ask(host, name, Type.AAAA);
        return ask(host, name, Type.A).thenCombine(v6, (four, six) -> new HostAddresses(host, four, six));
    }

    private CompletionStage<Answer<InetAddress>> ask(String host, Name name, int type) {
        return session.lookupAsync(name, type)
                .thenApply(result -> answer(host, Lookup.addresses(host, result.getRecords())))
                .exceptionally(Lookup::failed);
    }

    private static Answer<InetAddress> answer(String host, List<InetAddress> addresses) {
        return Answer.of(addresses, host, DnsState.INSECURE);
    }

    private static HostAddresses noSuchName(String host) {
        return new HostAddresses(
                host, new Answer.NoSuchName<>(DnsState.INSECURE), new Answer.NoSuchName<>(DnsState.INSECURE));
    }
}
