package io.sealpost.relay.route;

import io.sealpost.relay.mail.Domain;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.ServerFailedException;

/**
 * Asks the DNS: over UDP, over TCP where an answer is truncated, with a cache that keeps answers, negative ones too, as
 * long as their TTL says (RFC 2308). Does not block.
 */
final class Lookup {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int TRIES = 2;
    private static final int CACHED_NAMES = 50_000;

    private final LookupSession mailHosts;
    private final LookupSession namedHosts;

    /** @param servers to ask in turn; empty for those of the system */
    Lookup(List<InetSocketAddress> servers) {
        ResolverConfig system = ResolverConfig.getCurrentConfig();
        List<Resolver> resolvers = (servers.isEmpty() ? system.servers() : servers)
                .stream().<Resolver>map(SimpleResolver::new).toList();
        resolvers.forEach(resolver -> resolver.setTimeout(TIMEOUT));
        ExtendedResolver resolver = new ExtendedResolver(resolvers);
        resolver.setRetries(TRIES);
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(CACHED_NAMES);
        mailHosts = LookupSession.builder().resolver(resolver).cache(cache).build();
        namedHosts = LookupSession.builder()
                .resolver(resolver)
                .cache(cache)
                .ndots(system.ndots())
                .searchPath(system.searchPath())
                .defaultHostsFileParser()
                .build();
    }

    CompletionStage<Answer<Mx>> mx(Domain domain) {
        return ask(
                mailHosts,
                domain.name() + ".",
                Type.MX,
                record -> record instanceof MXRecord mx
                        ? Optional.of(new Mx(mx.getPriority(), hostName(mx.getTarget())))
                        : Optional.empty());
    }

    /** Of a host that DNS named. */
    CompletionStage<HostAddresses> addresses(String host) {
        return addresses(mailHosts, host, host + ".");
    }

    /**
     * Of a host that an administrator named: the hosts file and the search path of the system count too, as in a
     * cluster. Reads that file; not for an event loop.
     */
    CompletionStage<HostAddresses> namedAddresses(String host) {
        return addresses(namedHosts, host, host);
    }

    private static CompletionStage<HostAddresses> addresses(LookupSession session, String host, String name) {
        CompletionStage<Answer<InetAddress>> v6 = ask(
                session,
                name,
                Type.AAAA,
                record -> record instanceof AAAARecord aaaa
                        ? Optional.of(named(host, aaaa.getAddress().getAddress()))
                        : Optional.empty());
        return Lookup.<InetAddress>ask(
                        session,
                        name,
                        Type.A,
                        record -> record instanceof ARecord a
                                ? Optional.of(named(host, a.getAddress().getAddress()))
                                : Optional.empty())
                .thenCombine(v6, (four, six) -> new HostAddresses(host, four, six));
    }

    private static <T> CompletionStage<Answer<T>> ask(
            LookupSession session, String name, int type, Function<Record, Optional<T>> read) {
        Name parsed;
        try {
            parsed = Name.fromString(name);
        } catch (TextParseException e) {
            return CompletableFuture.completedStage(new Answer.NoSuchName<>());
        }
        return session.lookupAsync(parsed, type)
                .<Answer<T>>thenApply(result -> {
                    List<T> records = result.getRecords().stream()
                            .flatMap(record -> read.apply(record).stream())
                            .toList();
                    return records.isEmpty() ? new Answer.NoRecords<>() : new Answer.Found<>(records);
                })
                .exceptionally(Lookup::failed);
    }

    private static <T> Answer<T> failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NoSuchDomainException) {
            return new Answer.NoSuchName<>();
        }
        if (cause instanceof NoSuchRRSetException) {
            return new Answer.NoRecords<>();
        }
        return new Answer.Failed<>(
                cause instanceof ServerFailedException ? "SERVFAIL" : "no usable answer from the DNS servers");
    }

    /** The address under the name that was looked up, so that nothing ever looks it up in reverse. */
    static InetAddress named(String host, byte[] octets) {
        try {
            return InetAddress.getByAddress(host, octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of a wrong length", e);
        }
    }

    /** Empty for the root; octets that no host name has are escaped. */
    private static String hostName(Name target) {
        return target.equals(Name.root) ? "" : target.toString(true).toLowerCase(Locale.ROOT);
    }
}
