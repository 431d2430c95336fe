package io.sealpost.relay.admin;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.relay.spool.SpooledRecipient.State;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which messages a listing shows: those that fit in all that is given. Domain, requirement, class and state must fit one and
 * the same recipient, and one of which something is left to do.
 *
 * @param recipientDomain the domain of a recipient
 * @param sender the reverse path: an address, a domain, or {@code <>} for the null path
 * @param requirement the level that is demanded
 * @param kind the class of what was last seen of the recipient's servers
 * @param state how far the recipient has come
 */
record QueueFilter(
        Optional<Domain> recipientDomain,
        Optional<Sender> sender,
        Optional<TlsLevel> requirement,
        Optional<AttemptClass> kind,
        Optional<State> state) {

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names the parameter that does not fit */
    static QueueFilter parse(
            Optional<String> domain,
            Optional<String> sender,
            Optional<String> requirement,
            Optional<String> kind,
            Optional<String> state) {
        return new QueueFilter(
                read("domain", "a recipient's domain", domain, Domain::parse),
                read("sender", "an address, a domain or <>", sender, Sender::parse),
                read("requirement", "may or a level of relayWithTls", requirement, TlsLevel::of),
                read("class", "a class of an attempt, such as TLS-ABSENT", kind, AttemptClass::of),
                read("state", "waiting or held", state, QueueFilter::openState));
    }

    boolean matches(SpooledMessage message) {
        return sender.filter(wanted -> !wanted.matches(message.reversePath())).isEmpty()
                && message.recipients().stream().anyMatch(this::matches);
    }

    private boolean matches(SpooledRecipient recipient) {
        return recipient.isOpen()
                && fits(state, recipient.state())
                && fits(recipientDomain, recipient.address().domain())
                && fits(requirement, recipient.decision().requirement().level())
                && (kind.isEmpty() || kind.equals(lastSeen(recipient)));
    }

    private static State openState(String word) {
        return switch (word) {
            case "waiting" -> State.WAITING;
            case "held" -> State.HELD;
            default -> throw new IllegalArgumentException("not a state of the queue: " + word);
        };
    }

    private static Optional<AttemptClass> lastSeen(SpooledRecipient recipient) {
        return recipient.observations().stream()
                .max(Comparator.comparing(Observation::at))
                .map(Observation::kind);
    }

    private static <T> boolean fits(Optional<T> wanted, T is) {
        return wanted.isEmpty() || wanted.get().equals(is);
    }

    private static <T> Optional<T> read(
            String parameter, String expected, Optional<String> text, Function<String, T> parser) {
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            throw AdminProblem.BAD_PARAMETER.with(parameter + ": expected " + expected);
        }
    }

    /** A reverse path, or all of a domain. */
    record Sender(Optional<ReversePath> path, Optional<Domain> domain) {
        static Sender parse(String text) {
            if (text.equals("<>")) {
                return new Sender(Optional.of(ReversePath.NULL), Optional.empty());
            }
            return text.contains("@")
                    ? new Sender(Optional.of(ReversePath.parse(text)), Optional.empty())
                    : new Sender(Optional.empty(), Optional.of(Domain.parse(text)));
        }

        boolean matches(ReversePath reversePath) {
            return path.map(reversePath::equals)
                    .orElseGet(() -> domain.equals(reversePath.address().map(Address::domain)));
        }
    }
}
