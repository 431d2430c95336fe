package io.sealpost.relay.spool;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.policy.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One recipient of a spooled message, and how far it has come.
 *
 * @param address who
 * @param copiedFor of a copy the hosted domain whose rule wants it: its organization is told what becomes of it, and the sender is not
 * @param dsn what the sender asks of reports on it (RFC 3461)
 * @param decision what the rules demanded at acceptance; later changes can only raise it
 * @param state how far it has come
 * @param firstAttemptAt when it was first tried
 * @param rounds how many rounds over its targets there were
 * @param onlyTlsFailures whether every round so far failed on TLS and otherwise only on the network; true before the
 *     first
 * @param toldOfDelay whether the sender was told that it waits
 * @param observations the latest of each address ever tried
 */
public record SpooledRecipient(
        Address address,
        Optional<Domain> copiedFor,
        RecipientDsn dsn,
        Decision decision,
        State state,
        Optional<Instant> firstAttemptAt,
        int rounds,
        boolean onlyTlsFailures,
        boolean toldOfDelay,
        List<Observation> observations) {

    /** How far a recipient has come. */
    public enum State {
        /** To be tried. */
        WAITING,
        /** A rule holds it; it is not tried until somebody lets it go. */
        HELD,
        /** A rule refuses it; the sender is to be told. */
        REJECTED,
        DELIVERED,
        FAILED
    }

    private static final RecipientDsn UNTOLD = new RecipientDsn(Optional.of(new Notify(Set.of())), Optional.empty());

    /** What is asked of reports, and for whom it is copied, are null in records of releases that did not keep them. */
    public SpooledRecipient {
        Objects.requireNonNull(address);
        copiedFor = Objects.requireNonNullElse(copiedFor, Optional.empty());
        dsn = Objects.requireNonNullElse(dsn, RecipientDsn.NONE);
        Objects.requireNonNull(decision);
        Objects.requireNonNull(state);
        Objects.requireNonNull(firstAttemptAt);
        observations = List.copyOf(observations);
    }

    /** A recipient as it is accepted. */
    public static SpooledRecipient accepted(Address address, RecipientDsn dsn, Decision decision) {
        return begun(address, Optional.empty(), dsn, decision);
    }

    /** Who gets a copy by a rule. No server is to tell the sender of it (RFC 3461 §4.1, NOTIFY=NEVER). */
    public static SpooledRecipient copy(Address address, Domain copiedFor, Decision decision) {
        return begun(address, Optional.of(copiedFor), UNTOLD, decision);
    }

    private static SpooledRecipient begun(
            Address address, Optional<Domain> copiedFor, RecipientDsn dsn, Decision decision) {
        State state = decision.stop()
                .map(stop -> stop.match(reject -> State.REJECTED, hold -> State.HELD))
                .orElse(State.WAITING);
        return new SpooledRecipient(
                address, copiedFor, dsn, decision, state, Optional.empty(), 0, true, false, List.of());
    }

    /** The same recipient, for whom this is demanded from now on. */
    public SpooledRecipient under(Decision now) {
        return new SpooledRecipient(
                address,
                copiedFor,
                dsn,
                now,
                state,
                firstAttemptAt,
                rounds,
                onlyTlsFailures,
                toldOfDelay,
                observations);
    }

    /** The same recipient, come so far. */
    public SpooledRecipient in(State now) {
        return new SpooledRecipient(
                address,
                copiedFor,
                dsn,
                decision,
                now,
                firstAttemptAt,
                rounds,
                onlyTlsFailures,
                toldOfDelay,
                observations);
    }

    /** The same recipient, of whom the sender was told that it waits. */
    public SpooledRecipient withDelayTold() {
        return new SpooledRecipient(
                address, copiedFor, dsn, decision, state, firstAttemptAt, rounds, onlyTlsFailures, true, observations);
    }

    /** Whether a rule made it of the mail of others. */
    public boolean isCopy() {
        return copiedFor.isPresent();
    }

    public boolean isWaiting() {
        return state == State.WAITING;
    }

    public boolean isHeld() {
        return state == State.HELD;
    }

    /** Whether a rule keeps it from being tried. */
    public boolean isStopped() {
        return state == State.HELD || state == State.REJECTED;
    }

    /** Whether something is left to do for it. */
    public boolean isOpen() {
        return isWaiting() || isStopped();
    }
}
