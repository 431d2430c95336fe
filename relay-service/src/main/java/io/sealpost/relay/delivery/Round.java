package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.route.Route;
import io.sealpost.relay.route.Target;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One round over the targets of a destination: each in its turn, for those recipients that have no final word yet.
 *
 * <p>Without a requirement an address whose TLS failed is tried once more in clear (RFC 7435 §3), unless
 * DANE promises TLS there (RFC 7672 §2.2). Every attempt is
 * logged, in one line from which an operator sees what TLS there was and what was demanded.
 */
final class Round {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final SmtpClient client;
    private final TlsMemory memory;
    private final Instant now;
    private final Transaction transaction;
    private final Iterator<Target> targets;
    private final boolean truncated;
    private final Map<Address, List<Sighting>> sightings = new LinkedHashMap<>();
    private final Map<Address, Judgement> trials = new HashMap<>();
    private final List<Address> pending = new ArrayList<>();

    /** @param now when hosts that could not be looked up count as seen */
    Round(SmtpClient client, TlsMemory memory, Transaction transaction, Route.Targets route, Instant now) {
        this.client = client;
        this.memory = memory;
        this.now = now;
        this.transaction = transaction;
        this.targets = route.targets().iterator();
        this.truncated = route.truncated();
        transaction.recipients().stream().distinct().forEach(each -> {
            pending.add(each);
            sightings.put(
                    each,
                    new ArrayList<>(route.unresolved().stream()
                            .map(failure -> unresolved(failure, now))
                            .toList()));
        });
    }

    /** A host whose address lookup failed for now, as it is seen by the verdict. */
    static Sighting unresolved(Route.LookupFailure failure, Instant now) {
        return new Sighting(
                new Observation(
                        now,
                        failure.name(),
                        Optional.empty(),
                        AttemptClass.NET,
                        Optional.empty(),
                        "the lookup of " + failure.name() + " failed: " + failure.reason(),
                        Optional.empty()),
                Finding.DNS,
                false);
    }

    Future<List<RecipientRound>> run(Map<Address, History> histories) {
        return next().recover(failure -> {
                    LOG.errorf(failure, "Delivery round broke off in our own code queueId=%s", transaction.queueId());
                    return Future.succeededFuture();
                })
                .compose(done -> tlsHasVanished())
                .map(vanished -> judge(histories, vanished));
    }

    /** Whether TLS is absent where it was seen lately. A memory that fails lets nothing bounce. */
    private Future<Boolean> tlsHasVanished() {
        if (!transaction.requirement().isRequired()
                || sightings.values().stream().noneMatch(Round::showsNoTls)) {
            return Future.succeededFuture(false);
        }
        return Future.fromCompletionStage(memory.hasSeen(transaction.domain(), now))
                .onSuccess(this::warn)
                .recover(failure -> {
                    LOG.errorf(
                            failure,
                            "It cannot be told whether TLS was seen before queueId=%s domain=%s",
                            transaction.queueId(),
                            transaction.domain());
                    return Future.succeededFuture(true);
                });
    }

    private void warn(boolean vanished) {
        if (vanished) {
            LOG.warnf(
                    "TLS is not offered where it was within 30 days: stripped on the way, or switched off queueId=%s domain=%s",
                    transaction.queueId(), transaction.domain());
        }
    }

    private static boolean showsNoTls(List<Sighting> seen) {
        return seen.stream().anyMatch(each -> each.kind() == AttemptClass.TLS_ABSENT);
    }

    private Future<Void> next() {
        if (pending.isEmpty() || !targets.hasNext()) {
            return Future.succeededFuture();
        }
        Target target = targets.next();
        return attempt(target, pending, Errand.TlsUse.WHERE_OFFERED)
                .compose(attempt -> mayGoOnInClear(attempt)
                        ? attempt(target, pending, Errand.TlsUse.NEVER)
                        : Future.succeededFuture(attempt))
                .compose(done -> next());
    }

    /** Over as many connections as the server wants; each has a word for one recipient at least. */
    private Future<SmtpClient.Attempt> attempt(Target target, List<Address> recipients, Errand.TlsUse tls) {
        return client.attempt(transaction, target, recipients, tls).compose(attempt -> {
            List<Address> left = recipients.stream()
                    .filter(each -> !attempt.findings().containsKey(each))
                    .toList();
            note(attempt);
            return left.isEmpty() ? Future.succeededFuture(attempt) : attempt(target, left, tls);
        });
    }

    private boolean mayGoOnInClear(SmtpClient.Attempt attempt) {
        return !transaction.requirement(attempt.target()).isRequired()
                && attempt.findings().values().stream().allMatch(each -> each.kind() == AttemptClass.TLS_TEMP);
    }

    private void note(SmtpClient.Attempt attempt) {
        trials.putAll(attempt.trials());
        attempt.tls().ifPresent(session -> memory.saw(transaction.domain(), attempt.at()));
        attempt.findings().forEach((recipient, finding) -> {
            sightings.getOrDefault(recipient, List.of()).add(attempt.sighting(finding));
            if (finding.kind() == AttemptClass.DELIVERED || finding.kind() == AttemptClass.SMTP_PERM) {
                pending.remove(recipient);
            }
        });
        attempt.findings().values().stream()
                .distinct()
                .map(attempt::sighting)
                .forEach(sighting -> log(sighting.observation(), transaction.requirement(attempt.target())));
    }

    private void log(Observation seen, TlsRequirement required) {
        LOG.infof(
                "Delivery attempt queueId=%s host=%s address=%s class=%s requirement=%s tls=%s cipher=%s verified=%s code=%s said=\"%s\"",
                transaction.queueId(),
                seen.host(),
                seen.address().orElse("none"),
                seen.kind().word(),
                required.level().word(),
                seen.tls().map(tls -> tls.version()).orElse("none"),
                seen.tls().map(tls -> tls.cipher()).orElse("none"),
                seen.tls().flatMap(tls -> tls.verified()).map(TlsLevel::word).orElse("none"),
                seen.reply().map(reply -> String.valueOf(reply.code())).orElse("none"),
                seen.words().replace('"', '\''));
    }

    private RecipientOutcome tried(Address recipient, RecipientOutcome outcome) {
        return outcome instanceof RecipientOutcome.Delivered delivered
                ? delivered.tried(Optional.ofNullable(trials.get(recipient)))
                : outcome;
    }

    private List<RecipientRound> judge(Map<Address, History> histories, boolean tlsHasVanished) {
        Verdict verdict = new Verdict(transaction.requirement(), truncated, tlsHasVanished);
        List<RecipientRound> rounds = new ArrayList<>();
        sightings.forEach((recipient, seen) -> rounds.add(new RecipientRound(
                recipient,
                seen.isEmpty()
                        ? new RecipientOutcome.Deferred(Delivery.INTERNAL)
                        : tried(recipient, verdict.judge(seen, histories.getOrDefault(recipient, History.NONE))),
                seen.stream().map(Sighting::observation).toList())));
        return rounds;
    }
}
