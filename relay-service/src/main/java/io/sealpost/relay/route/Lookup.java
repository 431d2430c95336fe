package io.sealpost.relay.route;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.TlsaRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Asks the DNS, validated where it is signed, with a cache, each question once at a time. Does not block.
 */
final class Lookup {
    private static final int MOST_ALIASES = 8;

    private final Validator validator;
    private final AnswerCache cache;
    private final SharedQuestions<AnswerCache.Question, ReplyReader.Reading> questions = new SharedQuestions<>();
    private final NamedHosts namedHosts;

    /**
     * As the system is configured.
     *
     * @param anchors in place of those of the public root
     */
    Lookup(DnsServers servers, Optional<TrustAnchors> anchors, Clock clock) {
        this(servers, anchors, clock, new HostsFileParser());
    }

    Lookup(DnsServers servers, Optional<TrustAnchors> anchors, Clock clock, HostsFileParser hostsFile) {
        validator = new Validator(servers, anchors, clock);
        cache = new AnswerCache(clock);
        namedHosts = new NamedHosts(servers, hostsFile);
    }

    /** Whether the DNS servers are known to pass no DNSSEC. */
    boolean isBlind() {
        return validator.isBlind();
    }

    CompletionStage<Answer<Mx>> mx(Domain domain) {
        return ask(domain.name(), Type.MX)
                .thenApply(answer -> answer.map(records -> records.stream()
                        .map(MXRecord.class::cast)
                        .map(mx -> new Mx(mx.getPriority(), ReplyReader.hostName(mx.getTarget())))
                        .toList()));
    }

    CompletionStage<Answer<TlsaRecord>> tlsa(String service) {
        return ask(service, Type.TLSA)
                .thenApply(answer -> answer.map(records -> records.stream()
                        .map(TLSARecord.class::cast)
                        .map(tlsa -> new TlsaRecord(
                                tlsa.getCertificateUsage(),
                                tlsa.getSelector(),
                                tlsa.getMatchingType(),
                                HexFormat.of().formatHex(tlsa.getCertificateAssociationData())))
                        .toList()));
    }

    /** The alias that a name is, by itself: what it leads to does not count. */
    CompletionStage<Answer<String>> alias(String host) {
        return ask(host, Type.CNAME)
                .thenApply(answer -> answer.map(records -> records.stream()
                        .map(CNAMERecord.class::cast)
                        .map(alias -> ReplyReader.hostName(alias.getTarget()))
                        .toList()));
    }

    /** Of a host that DNS named. */
    CompletionStage<HostAddresses> addresses(String host) {
        CompletionStage<Answer<Record>> v6 = ask(host, Type.AAAA);
        return ask(host, Type.A)
                .thenCombine(
                        v6,
                        (four, six) -> new HostAddresses(
                                host,
                                four.map(records -> Lookup.addresses(host, records)),
                                six.map(records -> Lookup.addresses(host, records))));
    }

    /** Of a host that an administrator named. Reads the hosts file; not for an event loop. */
    CompletionStage<HostAddresses> namedAddresses(String host) {
        return namedHosts.addresses(host);
    }

    private CompletionStage<Answer<Record>> ask(String name, int type) {
        return name(name + ".")
                .map(parsed -> ask(parsed, type, MOST_ALIASES).exceptionally(Lookup::failed))
                .orElseGet(() -> CompletableFuture.completedStage(new Answer.NoSuchName<>(DnsState.INSECURE)));
    }

    private CompletionStage<Answer<Record>> ask(Name name, int type, int aliases) {
        Optional<Answer<Record>> known = cache.find(name, type);
        if (known.isPresent()) {
            return CompletableFuture.completedStage(known.get());
        }
        return read(name, type).thenCompose(reading -> {
            if (reading.alias().isEmpty()) {
                return CompletableFuture.completedStage(reading.answer());
            }
            return aliases == 0
                    ? CompletableFuture.completedStage(ReplyReader.looping())
                    : ask(reading.alias().get(), type, aliases - 1)
                            .thenApply(end -> end.after(reading.answer().state()));
        });
    }

    /** What the DNS says now; an alias is not followed. */
    private CompletionStage<ReplyReader.Reading> read(Name name, int type) {
        return questions.ask(
                new AnswerCache.Question(name, type),
                () -> validator.ask(name, type).thenApply(reply -> {
                    ReplyReader.Reading reading = ReplyReader.read(reply, name, type);
                    if (reading.alias().isEmpty()) {
                        cache.keep(name, type, reading.answer(), reading.ttl());
                    }
                    return reading;
                }));
    }

    static List<InetAddress> addresses(String host, List<Record> records) {
        return records.stream()
                .flatMap(record -> record instanceof ARecord a
                        ? Stream.of(a.getAddress())
                        : record instanceof AAAARecord aaaa ? Stream.of(aaaa.getAddress()) : Stream.empty())
                .map(address -> named(host, address.getAddress()))
                .toList();
    }

    static Optional<Name> name(String text) {
        try {
            return Optional.of(Name.fromString(text));
        } catch (TextParseException e) {
            return Optional.empty();
        }
    }

    static <T> Answer<T> failed(Throwable failure) {
        Throwable cause = Validator.cause(failure);
        if (cause instanceof NoSuchDomainException) {
            return new Answer.NoSuchName<>(DnsState.INSECURE);
        }
        if (cause instanceof NoSuchRRSetException) {
            return new Answer.NoRecords<>(DnsState.INSECURE);
        }
        return new Answer.Failed<>(
                cause instanceof DnsServers.Refusal refusal
                        ? String.valueOf(refusal.getMessage())
                        : "no usable answer from the DNS servers",
                DnsState.FAILED);
    }

    /** The address under the name that was looked up, so that nothing ever looks it up in reverse. */
    static InetAddress named(String host, byte[] octets) {
        try {
            return InetAddress.getByAddress(host, octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of a wrong length", e);
        }
    }
}
