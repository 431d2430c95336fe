package io.sealpost.relay.report;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.spool.OutboxEvent;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the events that tell what becomes of a message, at most 100 recipients each.
 *
 * <p>Each failure on {@code sealpost.deliveries} names the event on {@code sealpost.reports-due} that goes with it. A
 * null reverse path has none, unless the message is itself a report (RFC 5321 §4.5.5); the absence of the name records
 * that. What NOTIFY asks of failures is heeded by the reader, who records what it leaves out. Pure but for the ids that it is given.
 */
public final class EventWriter {
    static final int MAX_RECIPIENTS = 100;

    private static final String DELAYED = "delayed";
    private static final String RELAYED = "relayed";

    private final RelayIdentity relay;
    private final ReportDueWriter reports;
    private final Supplier<String> ids;

    /** @param ids gives a unique id a call */
    public EventWriter(RelayIdentity relay, Supplier<String> ids) {
        this.relay = relay;
        this.reports = new ReportDueWriter(relay);
        this.ids = ids;
    }

    /** A message was accepted. */
    public List<OutboxEvent> accepted(SpooledMessage message) {
        List<OutboxEvent> events = new ArrayList<>();
        for (List<SpooledRecipient> some : parts(message.recipients())) {
            events.add(untried(head("accepted", message, message.acceptedAt()), some, Optional.empty()));
        }
        return events;
    }

    /** An operator let these recipients go, out of a hold or under today's rules: what is demanded for them from now on. */
    public List<OutboxEvent> released(
            SpooledMessage message, List<SpooledRecipient> recipients, OperatorAct act, Instant at) {
        List<OutboxEvent> events = new ArrayList<>();
        for (List<SpooledRecipient> some : parts(recipients)) {
            events.add(untried(head("released", message, at), some, Optional.of(act)));
        }
        return events;
    }

    /** A round is over: who was delivered, who is tried again, who failed and of whom a report is due. */
    public List<OutboxEvent> round(RoundReport round) {
        List<OutboxEvent> events = new ArrayList<>();
        for (List<RecipientResult> some : parts(withOutcome(round, RecipientOutcome.Delivered.class))) {
            events.add(told("delivered", round, some, Optional.empty(), Optional.empty()));
        }
        for (List<RecipientResult> some : parts(withOutcome(round, RecipientOutcome.Deferred.class))) {
            events.add(told("deferred", round, some, round.dueAgain(), Optional.empty()));
        }
        for (FailureType type : FailureType.values()) {
            failed(round, type)
                    .collect(Collectors.groupingBy(
                            result -> result.recipient().copiedFor(), LinkedHashMap::new, Collectors.toList()))
                    .forEach((copiedFor, all) -> parts(all)
                            .forEach(some -> events.addAll(failed(type, round, some, addressee(round, copiedFor)))));
        }
        for (List<RecipientResult> some : parts(relayed(round))) {
            events.add(reports.write(ids.get(), RELAYED, round, some, Addressee.sender(round), Optional.empty()));
        }
        return events;
    }

    /**
     * The sender is told that recipients still wait.
     *
     * @param waiting those, each with the cause of its deferral
     * @param expiresAt until when they are tried
     */
    public List<OutboxEvent> delayed(RoundReport waiting, Instant expiresAt) {
        return parts(waiting.results()).stream()
                .map(some -> reports.write(
                        ids.get(), DELAYED, waiting, some, Addressee.sender(waiting), Optional.of(expiresAt)))
                .toList();
    }

    /** Whether anybody must be told what became of a recipient, and so the message's headers are needed. */
    public static boolean isReportDue(SpooledMessage message, RecipientResult result) {
        return result.outcome()
                .match(
                        delivered -> isRelayReported(message, result),
                        deferred -> false,
                        failed -> result.recipient().isCopy() || isFailureReported(message));
    }

    private List<OutboxEvent> failed(
            FailureType type, RoundReport round, List<RecipientResult> some, Optional<Addressee> addressee) {
        List<OutboxEvent> events = new ArrayList<>();
        Optional<String> reportId = addressee.map(told -> ids.get());
        events.add(told("failed", round, some, Optional.empty(), reportId));
        reportId.ifPresent(id ->
                events.add(reports.write(id, type.word(), round, some, addressee.orElseThrow(), Optional.empty())));
        return events;
    }

    /** Who hears of a failure, if anybody: the sender, or of a copy the contact of those who wanted it. */
    private static Optional<Addressee> addressee(RoundReport round, Optional<Domain> copiedFor) {
        if (copiedFor.isEmpty()) {
            return isFailureReported(round.message()) ? Optional.of(Addressee.sender(round)) : Optional.empty();
        }
        return Optional.ofNullable(round.owners().get(copiedFor.get()))
                .flatMap(owner -> Addressee.contact(owner, round.message()));
    }

    private static boolean isFailureReported(SpooledMessage message) {
        return !message.reversePath().isNull() || message.report().isPresent();
    }

    /** RFC 3461 §5.2.2: the sender asked to hear of a delivery, and the server that took the message will not tell. */
    private static boolean isRelayReported(SpooledMessage message, RecipientResult result) {
        return !message.reversePath().isNull()
                && result.recipient().dsn().asksFor(Notify.Condition.SUCCESS)
                && result.outcome() instanceof RecipientOutcome.Delivered delivered
                && !delivered.relayedDsn();
    }

    private static List<RecipientResult> relayed(RoundReport round) {
        return round.results().stream()
                .filter(result -> isRelayReported(round.message(), result))
                .toList();
    }

    /** Whether an event says what became of a message, rather than what a sender must be told. */
    public static boolean isDelivery(OutboxEvent event) {
        return event.topic().equals(Topics.DELIVERIES);
    }

    private OutboxEvent told(
            String type,
            RoundReport round,
            List<RecipientResult> results,
            Optional<Instant> nextAttemptAt,
            Optional<String> reportId) {
        HostTable hosts = new HostTable();
        List<DeliveryEvent.Recipient> recipients =
                results.stream().map(result -> recipient(result, hosts)).toList();
        DeliveryEvent.Head head = head(type, round.message(), round.at());
        return delivery(head, head.event(nextAttemptAt, reportId, round.act(), recipients, hosts.entries()));
    }

    private static OutboxEvent untried(
            DeliveryEvent.Head head, List<SpooledRecipient> recipients, Optional<OperatorAct> act) {
        return delivery(
                head,
                head.event(
                        Optional.empty(),
                        Optional.empty(),
                        act,
                        recipients.stream()
                                .map(each -> recipient(
                                        each,
                                        each.decision().trial().map(TrialEntry::of),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))
                                .toList(),
                        List.of()));
    }

    private static DeliveryEvent.Recipient recipient(RecipientResult result, HostTable hosts) {
        EnhancedStatus status = result.outcome()
                .match(
                        d -> statusOf(d.reply()),
                        d -> d.cause().status(),
                        f -> f.cause().status());
        String words = result.outcome()
                .match(
                        d -> d.reply().words(),
                        d -> d.cause().text(),
                        f -> f.cause().text());
        return recipient(
                result.recipient(),
                result.recipient().decision().trial().map(trial -> TrialEntry.of(trial, result.outcome())),
                Optional.of(status.toString()),
                Optional.of(words),
                Optional.of(hosts.indexesOf(result.attempts())));
    }

    private static DeliveryEvent.Recipient recipient(
            SpooledRecipient recipient,
            Optional<TrialEntry> monitored,
            Optional<String> status,
            Optional<String> reply,
            Optional<List<Integer>> hosts) {
        List<RuleRef> rules = recipient.decision().rules();
        return new DeliveryEvent.Recipient(
                recipient.address().toString(),
                Optional.of(true).filter(yes -> recipient.isCopy()),
                RequirementEntry.of(recipient.decision().requirement()),
                rules,
                monitored,
                status,
                reply,
                hosts);
    }

    private static EnhancedStatus statusOf(Reply reply) {
        return reply.enhancedStatus().orElse(new EnhancedStatus(2, 0, 0));
    }

    private DeliveryEvent.Head head(String type, SpooledMessage message, Instant at) {
        return new DeliveryEvent.Head(ids.get(), type, relay.id(), at, message);
    }

    private static OutboxEvent delivery(DeliveryEvent.Head head, DeliveryEvent event) {
        return new OutboxEvent(
                Topics.DELIVERIES,
                event.queueId(),
                event.id(),
                "io.sealpost.delivery",
                event.at(),
                EventJson.write(event),
                head.message().traceparent());
    }

    private static List<RecipientResult> withOutcome(RoundReport round, Class<? extends RecipientOutcome> kind) {
        return round.results().stream()
                .filter(result -> kind.isInstance(result.outcome()))
                .toList();
    }

    private static Stream<RecipientResult> failed(RoundReport round, FailureType type) {
        return round.results().stream()
                .filter(result -> result.outcome() instanceof RecipientOutcome.Failed failed && failed.type() == type);
    }

    private static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_RECIPIENTS) {
            parts.add(all.subList(from, Math.min(all.size(), from + MAX_RECIPIENTS)));
        }
        return parts;
    }
}
