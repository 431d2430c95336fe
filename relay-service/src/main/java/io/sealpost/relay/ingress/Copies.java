package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.Copy;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.Direction;
import io.sealpost.relay.policy.MessagePolicy;
import io.sealpost.relay.spool.SpooledRecipient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Joins to the recipients of a message those who get a copy of it by a rule. */
final class Copies {
    private Copies() {}

    /**
     * The recipients, and behind them one for each address that is to have a copy and is none of them; at most {@link
     * Decision#MOST_COPIES}.
     *
     * @param senders the hosted ones of the message; where there is none, no rule of a sender wants a copy
     */
    static List<SpooledRecipient> join(
            List<SpooledRecipient> recipients, List<Domain> senders, MessagePolicy decisions) {
        Map<Address, Domain> wanted = new LinkedHashMap<>();
        for (SpooledRecipient recipient : recipients) {
            for (Copy copy : recipient.decision().copies()) {
                Domain owner = copy.direction() == Direction.INCOMING
                        ? recipient.address().domain()
                        : senders.get(0);
                wanted.putIfAbsent(copy.address(), owner);
            }
        }
        recipients.forEach(each -> wanted.remove(each.address()));
        if (wanted.isEmpty()) {
            return recipients;
        }
        List<Decision> originals =
                recipients.stream().map(SpooledRecipient::decision).toList();
        Stream<SpooledRecipient> copies = wanted.entrySet().stream()
                .limit(Decision.MOST_COPIES)
                .map(each -> SpooledRecipient.copy(
                        each.getKey(), each.getValue(), decisions.decideCopy(each.getKey(), originals)));
        return Stream.concat(recipients.stream(), copies).toList();
    }
}
