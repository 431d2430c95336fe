package io.sealpost.relay.route;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

/**
 * Asks the DNS servers and validates what they say (RFC 4035 §5).
 *
 * <p>Many servers of small networks pass no signatures at all. Where the trust anchors are those of the public root,
 * such servers are told from others by their lack of the root's own keys, and while that lasts all that they say is
 * {@code insecure}: as good as it is without DNSSEC, and never enough for the level {@code dane}. It is asked again after
 * a while; servers that passed those keys once must go on to. With trust anchors of an operator's own their lack is
 * {@code bogus}.
 */
final class Validator {
    private static final Logger LOG = Logger.getLogger(Validator.class);
    private static final Duration RECHECK = Duration.ofMinutes(5);

    private final DnsServers servers;
    private final ValidatingResolver validating;
    private final Clock clock;
    private volatile boolean passing;
    private volatile Instant blindUntil = Instant.MIN;

    /** What the servers said, and how far it can be believed. */
    record Reply(Message message, DnsState state) {}

    /** @param own trust anchors in place of those of the public root */
    Validator(DnsServers servers, Optional<TrustAnchors> own, Clock clock) {
        this.servers = servers;
        this.clock = clock;
        this.passing = own.isPresent();
        this.validating = new ValidatingResolver(servers, clock);
        try {
            validating.loadTrustAnchors(new ByteArrayInputStream(
                    own.orElseGet(TrustAnchors::ofTheRoot).toZoneFile()));
        } catch (IOException e) {
            throw new IllegalStateException("trust anchors that were read before cannot be read again", e);
        }
    }

    /** Whether the servers are known to pass no DNSSEC. */
    boolean isBlind() {
        return !passing && clock.instant().isBefore(blindUntil);
    }

    /** Does not block; fails where there is no answer. */
    CompletionStage<Reply> ask(Name name, int type) {
        if (passing) {
            return validating.sendAsync(question(name, type)).thenApply(Validator::judged);
        }
        if (isBlind()) {
            return servers.sendAsync(question(name, type)).thenApply(answer -> new Reply(answer, DnsState.INSECURE));
        }
        return rootKeysArePassed().thenCompose(passed -> {
            note(passed);
            return ask(name, type);
        });
    }

    private void note(boolean passed) {
        if (passed) {
            passing = true;
            return;
        }
        if (!isBlind()) {
            LOG.warnf(
                    "The DNS servers pass no DNSSEC: no TLSA record is used, and mail under level dane waits servers=%s",
                    servers);
        }
        blindUntil = clock.instant().plus(RECHECK);
    }

    private CompletionStage<Boolean> rootKeysArePassed() {
        Message query = question(Name.root, Type.DNSKEY);
        query.getHeader().setFlag(Flags.CD);
        return servers.sendAsync(query)
                .thenApply(answer -> has(answer, Type.DNSKEY) && has(answer, Type.RRSIG))
                .exceptionallyCompose(failure -> {
                    Throwable cause = cause(failure);
                    return cause instanceof DnsServers.Refusal refusal && !refusal.isServerFailure()
                            ? CompletableFuture.completedStage(false)
                            : CompletableFuture.failedStage(cause);
                });
    }

    private static Reply judged(Message answer) {
        return new Reply(
                answer,
                answer.getRcode() == Rcode.SERVFAIL
                        ? DnsState.BOGUS
                        : answer.getHeader().getFlag(Flags.AD) ? DnsState.SECURE : DnsState.INSECURE);
    }

    private static boolean has(Message answer, int type) {
        return answer.getSection(Section.ANSWER).stream().anyMatch(record -> record.getType() == type);
    }

    private static Message question(Name name, int type) {
        return Message.newQuery(Record.newRecord(name, type, DClass.IN));
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
