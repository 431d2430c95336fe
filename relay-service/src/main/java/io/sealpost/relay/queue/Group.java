package io.sealpost.relay.queue;

import io.sealpost.relay.delivery.History;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HeaderEdit;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The waiting recipients of a message that share destination, requirement and edits of the header: they are delivered together.
 *
 * @param domain where they are
 * @param requirement what the connection must offer
 * @param edits what changes in the header for them
 * @param recipients at least one
 */
record Group(Domain domain, TlsRequirement requirement, List<HeaderEdit> edits, List<SpooledRecipient> recipients) {
    Group {
        edits = List.copyOf(edits);
        recipients = List.copyOf(recipients);
    }

    /** All groups of a message, in the order of their first recipients. */
    static List<Group> of(SpooledMessage message) {
        Map<Destination, List<SpooledRecipient>> groups = new LinkedHashMap<>();
        for (SpooledRecipient recipient : message.recipients()) {
            if (recipient.isWaiting()) {
                Destination destination = new Destination(
                        recipient.address().domain(),
                        recipient.decision().requirement(),
                        recipient.decision().edits());
                groups.computeIfAbsent(destination, d -> new ArrayList<>()).add(recipient);
            }
        }
        return groups.entrySet().stream()
                .map(each -> new Group(
                        each.getKey().domain(),
                        each.getKey().requirement(),
                        each.getKey().edits(),
                        each.getValue()))
                .toList();
    }

    List<Address> addresses() {
        return recipients.stream().map(SpooledRecipient::address).distinct().toList();
    }

    /** What would be demanded for those recipients whom a monitored rule covers; it does not group them. */
    Map<Address, TlsRequirement> monitored() {
        Map<Address, TlsRequirement> monitored = new HashMap<>();
        recipients.forEach(
                each -> each.decision().trial().ifPresent(trial -> monitored.put(each.address(), trial.requirement())));
        return monitored;
    }

    /** What earlier rounds say to this one, which begins now. */
    Map<Address, History> histories(Instant now) {
        Map<Address, History> histories = new LinkedHashMap<>();
        for (SpooledRecipient recipient : recipients) {
            Duration since = recipient
                    .firstAttemptAt()
                    .map(first -> Duration.between(first, now))
                    .orElse(Duration.ZERO);
            histories.put(recipient.address(), new History(since, recipient.rounds(), recipient.onlyTlsFailures()));
        }
        return histories;
    }

    private record Destination(Domain domain, TlsRequirement requirement, List<HeaderEdit> edits) {}
}
