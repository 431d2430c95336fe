package io.sealpost.relay.report;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.spool.OutboxEvent;
import io.sealpost.relay.spool.SpooledMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes one event that has a sender told something of some recipients of one message. Pure. */
final class ReportDueWriter {
    private final RelayIdentity relay;

    ReportDueWriter(RelayIdentity relay) {
        this.relay = relay;
    }

    /**
     * The event.
     *
     * @param type its word
     * @param addressee who is told
     * @param expiresAt until when they are tried, where they still are
     */
    OutboxEvent write(
            String id,
            String type,
            RoundReport round,
            List<RecipientResult> results,
            Addressee addressee,
            Optional<Instant> expiresAt) {
        SpooledMessage message = round.message();
        HostTable hosts = new HostTable();
        List<ReportDueEvent.Recipient> recipients = results.stream()
                .map(result -> ReportDueEvent.Recipient.of(result, causeOf(result), hosts))
                .toList();
        ReportDueEvent event = new ReportDueEvent(
                id,
                type,
                message.id().value(),
                relay.id(),
                relay.hostName(),
                round.at(),
                message.acceptedAt(),
                expiresAt,
                addressee.envelope(),
                addressee.copyOf(),
                addressee.owner().map(sender -> sender.domain().name()),
                addressee.owner().flatMap(Sender::organization),
                addressee.owner().flatMap(Sender::locale),
                message.isConfidential(),
                message.report()
                        .map(form ->
                                new ReportDueEvent.Report(message.messageId().orElse(""), form.word())),
                round.headers(),
                recipients,
                hosts.entries());
        return new OutboxEvent(
                Topics.REPORTS_DUE,
                event.queueId(),
                id,
                "io.sealpost.report-due",
                event.at(),
                EventJson.write(event),
                message.traceparent());
    }

    private static Cause causeOf(RecipientResult result) {
        return result.outcome()
                .match(
                        delivered -> delivery(result, delivered),
                        deferred -> deferred.cause(),
                        failed -> failed.cause());
    }

    private static Cause delivery(RecipientResult result, RecipientOutcome.Delivered delivered) {
        return new Cause(
                Optional.of(AttemptClass.DELIVERED),
                delivered.reply().enhancedStatus().orElse(new EnhancedStatus(2, 0, 0)),
                delivered.reply().words(),
                result.attempts().stream().map(Observation::host).reduce((earlier, last) -> last));
    }
}
