package io.sealpost.relay.report;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.spool.SpooledMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The value of a record on {@code sealpost.deliveries}. */
record DeliveryEvent(
        String id,
        String type,
        String queueId,
        String relay,
        Instant at,
        String reversePath,
        List<String> domains,
        Optional<String> messageId,
        long size,
        Optional<Instant> nextAttemptAt,
        Optional<String> reportId,
        Optional<String> by,
        Optional<String> reason,
        List<Recipient> recipients,
        List<HostEntry> hosts) {

    /** {@code recipients[]}. */
    record Recipient(
            String address,
            Optional<Boolean> copy,
            Optional<RequirementEntry> requirement,
            List<RuleRef> rules,
            Optional<TrialEntry> monitored,
            Optional<String> status,
            Optional<String> reply,
            Optional<List<Integer>> hosts) {}

    /** What an event says of the message as a whole. */
    record Head(String id, String type, String relay, Instant at, SpooledMessage message) {
        DeliveryEvent event(
                Optional<Instant> nextAttemptAt,
                Optional<String> reportId,
                Optional<OperatorAct> act,
                List<Recipient> recipients,
                List<HostEntry> hosts) {
            return new DeliveryEvent(
                    id,
                    type,
                    message.id().value(),
                    relay,
                    at,
                    message.reversePath().toString(),
                    message.domains().stream().map(Domain::name).toList(),
                    message.messageId(),
                    message.size(),
                    nextAttemptAt,
                    reportId,
                    act.map(OperatorAct::by),
                    act.flatMap(OperatorAct::reason),
                    recipients,
                    hosts);
        }
    }
}
