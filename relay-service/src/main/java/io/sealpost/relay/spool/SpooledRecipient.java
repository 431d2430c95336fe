package io.sealpost.relay.spool;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.policy.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One recipient of a spooled message, and how far it has come.
 *
 * @param address who
 * @param decision what the rules demanded at acceptance; later changes can only raise it
 * @param state whether it still waits
 * @param firstAttemptAt when it was first tried
 * @param rounds how many rounds over its targets there were
 * @param onlyTlsFailures whether every round so far failed on TLS and otherwise only on the network; true before the
 *     first
 * @param observations the latest of each address ever tried
 */
public record SpooledRecipient(
        Address address,
        Decision decision,
        State state,
        Optional<Instant> firstAttemptAt,
        int rounds,
        boolean onlyTlsFailures,
        List<Observation> observations) {

    /** How far a recipient has come. */
    public enum State {
        WAITING,
        DELIVERED,
        FAILED
    }

    public SpooledRecipient {
        Objects.requireNonNull(address);
        Objects.requireNonNull(decision);
        Objects.requireNonNull(state);
        Objects.requireNonNull(firstAttemptAt);
        observations = List.copyOf(observations);
    }

    /** A recipient as it is accepted. */
    public static SpooledRecipient accepted(Address address, Decision decision) {
        return new SpooledRecipient(address, decision, State.WAITING, Optional.empty(), 0, true, List.of());
    }

    /** The same recipient, for whom this is demanded from now on. */
    public SpooledRecipient under(Decision now) {
        return new SpooledRecipient(address, now, state, firstAttemptAt, rounds, onlyTlsFailures, observations);
    }

    public boolean isWaiting() {
        return state == State.WAITING;
    }
}
