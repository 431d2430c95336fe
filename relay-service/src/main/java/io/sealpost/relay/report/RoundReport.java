package io.sealpost.relay.report;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.SpooledMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A round that is over, with all that its events tell.
 *
 * @param message as it is after the round
 * @param results of the recipients that were tried
 * @param dueAgain when those of them that still wait are tried next
 * @param at when the events are made
 * @param sender who is told of failures; empty for a null reverse path
 * @param owners of the domains for which the copies among the results are made: they are told of those that fail
 * @param headers the original header block, one character an octet; read only where a report is due
 * @param act where no attempt but an operator decided
 */
public record RoundReport(
        SpooledMessage message,
        List<RecipientResult> results,
        Optional<Instant> dueAgain,
        Instant at,
        Optional<Sender> sender,
        Map<Domain, Sender> owners,
        String headers,
        Optional<OperatorAct> act) {
    public RoundReport {
        Objects.requireNonNull(message);
        Objects.requireNonNull(dueAgain);
        Objects.requireNonNull(at);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(act);
        results = List.copyOf(results);
        owners = Map.copyOf(owners);
    }
}
