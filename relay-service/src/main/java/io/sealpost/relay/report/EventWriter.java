package io.sealpost.relay.report;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.spool.OutboxEvent;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the events that tell what becomes of a message, at most 100 recipients each.
 *
 * <p>Each failure on {@code sealpost.deliveries} names the event on {@code sealpost.reports-due} that goes with it. A
 * null reverse path has none, unless the message is itself a report (RFC 5321 §4.5.5); the absence of the name records
 * that. Pure but for the ids that it is given.
 */
public final class EventWriter {
    static final int MAX_RECIPIENTS = 100;

    private final RelayIdentity relay;
    private final Supplier<String> ids;

    /** @param ids gives a unique id a call */
    public EventWriter(RelayIdentity relay, Supplier<String> ids) {
        this.relay = relay;
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

    /** An operator let the waiting recipients go under today's rules: what is demanded for them from now on. */
    public List<OutboxEvent> released(SpooledMessage message, OperatorAct act, Instant at) {
        List<SpooledRecipient> waiting = message.recipients().stream()
                .filter(SpooledRecipient::isWaiting)
                .toList();
        List<OutboxEvent> events = new ArrayList<>();
        for (List<SpooledRecipient> some : parts(waiting)) {
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
            for (List<RecipientResult> some : parts(failed(round, type))) {
                Optional<String> reportId = isReportDue(round.message()) ? Optional.of(ids.get()) : Optional.empty();
                events.add(told("failed", round, some, Optional.empty(), reportId));
                reportId.ifPresent(id -> events.add(reportDue(id, type, round, some)));
            }
        }
        return events;
    }

    /** Whether a failure of this message's recipients is reported to anybody. */
    public static boolean isReportDue(SpooledMessage message) {
        return !message.reversePath().isNull() || message.report().isPresent();
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
        return delivery(head(type, round.message(), round.at())
                .event(nextAttemptAt, reportId, round.act(), recipients, hosts.entries()));
    }

    private static OutboxEvent untried(
            DeliveryEvent.Head head, List<SpooledRecipient> recipients, Optional<OperatorAct> act) {
        return delivery(head.event(
                Optional.empty(),
                Optional.empty(),
                act,
                recipients.stream()
                        .map(each -> recipient(each, Optional.empty(), Optional.empty(), Optional.empty()))
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
                Optional.of(status.toString()),
                Optional.of(words),
                Optional.of(hosts.indexesOf(result.attempts())));
    }

    private static DeliveryEvent.Recipient recipient(
            SpooledRecipient recipient,
            Optional<String> status,
            Optional<String> reply,
            Optional<List<Integer>> hosts) {
        List<RuleRef> rules = recipient.decision().rules();
        return new DeliveryEvent.Recipient(
                recipient.address().toString(),
                RequirementEntry.of(recipient.decision().requirement()),
                rules,
                status,
                reply,
                hosts);
    }

    private static EnhancedStatus statusOf(Reply reply) {
        return reply.enhancedStatus().orElse(new EnhancedStatus(2, 0, 0));
    }

    private OutboxEvent reportDue(String id, FailureType type, RoundReport round, List<RecipientResult> results) {
        SpooledMessage message = round.message();
        HostTable hosts = new HostTable();
        List<ReportDueEvent.Recipient> recipients = results.stream()
                .map(result -> ReportDueEvent.Recipient.of(result, causeOf(result), hosts))
                .toList();
        ReportDueEvent event = new ReportDueEvent(
                id,
                type.word(),
                message.id().value(),
                relay.id(),
                relay.hostName(),
                round.at(),
                message.acceptedAt(),
                new ReportDueEvent.Envelope(message.reversePath().toString()),
                round.sender().map(sender -> sender.domain().name()),
                round.sender().flatMap(Sender::organization),
                round.sender().flatMap(Sender::locale),
                message.isConfidential(),
                message.report()
                        .map(form ->
                                new ReportDueEvent.Report(message.messageId().orElse(""), form.word())),
                round.headers(),
                recipients,
                hosts.entries());
        return new OutboxEvent(
                Topics.REPORTS_DUE, event.queueId(), id, "io.sealpost.report-due", event.at(), EventJson.write(event));
    }

    private static Cause causeOf(RecipientResult failed) {
        return ((RecipientOutcome.Failed) failed.outcome()).cause();
    }

    private DeliveryEvent.Head head(String type, SpooledMessage message, Instant at) {
        return new DeliveryEvent.Head(ids.get(), type, relay.id(), at, message);
    }

    private static OutboxEvent delivery(DeliveryEvent event) {
        return new OutboxEvent(
                Topics.DELIVERIES,
                event.queueId(),
                event.id(),
                "io.sealpost.delivery",
                event.at(),
                EventJson.write(event));
    }

    private static List<RecipientResult> withOutcome(RoundReport round, Class<? extends RecipientOutcome> kind) {
        return round.results().stream()
                .filter(result -> kind.isInstance(result.outcome()))
                .toList();
    }

    private static List<RecipientResult> failed(RoundReport round, FailureType type) {
        return round.results().stream()
                .filter(result -> result.outcome() instanceof RecipientOutcome.Failed failed && failed.type() == type)
                .toList();
    }

    private static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_RECIPIENTS) {
            parts.add(all.subList(from, Math.min(all.size(), from + MAX_RECIPIENTS)));
        }
        return parts;
    }
}
