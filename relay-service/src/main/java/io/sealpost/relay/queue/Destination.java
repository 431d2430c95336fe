package io.sealpost.relay.queue;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.spool.PausedDestination;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What the queue knows of a next hop.
 *
 * <p>It is dead once an attempt reached no address of it and nobody answered for as long as that attempt took. Then no
 * message is tried there but one at a time, a probe, after a while that grows with each probe that fails; all others
 * wait, untouched. Where an operator paused it none is tried at all. Whatever answers a probe revives it. As Postfix' queue manager marks a destination dead, but by one
 * probe in place of all that is due. For one thread; pure.
 *
 * <pre>
 *                 nobody answered                  its time has come
 *   alive ───────────────────────► dead, LATER ──────────────────────► dead, DUE
 *     ▲                                ▲                                  │ begins
 *     │ somebody answers               │ nobody answered                  ▼
 *     └────────────────────────────────┴───────────────────────── dead, UNDER_WAY
 * </pre>
 */
final class Destination {
    /** RFC 3463 §3.5. */
    private static final EnhancedStatus DELIVERY_TIME_EXPIRED = EnhancedStatus.of("4.4.7");

    private final AttemptLimit limit;
    private Optional<Dead> dead = Optional.empty();
    private Optional<PausedDestination> paused = Optional.empty();
    private int entries;
    private int answers;

    /** @param highestLimit of attempts at once */
    Destination(int highestLimit) {
        this.limit = new AttemptLimit(highestLimit);
    }

    /** How far the next probe of a dead destination is. */
    enum Probe {
        LATER,
        DUE,
        UNDER_WAY
    }

    /** What the end of an attempt made of it. */
    enum Change {
        DIED,
        STAYS_DEAD,
        REVIVED
    }

    /**
     * No address of it can be reached.
     *
     * @param since when that was first found
     * @param rounds how many found it so
     * @param until when it is probed next
     * @param cause what the last one saw
     */
    record Dead(Instant since, int rounds, Instant until, Cause cause, Probe probe) {
        Dead with(Probe next) {
            return new Dead(since, rounds, until, cause, next);
        }
    }

    /**
     * A place that an attempt has.
     *
     * @param lowered how often the limit had been lowered when it began
     * @param answers how many attempts had been answered
     * @param probe whether it is the probe
     */
    record Place(int lowered, int answers, boolean probe) {}

    /** A message for it came into the queue. */
    void enter() {
        entries++;
    }

    /** A message for it has left the queue. */
    void leave() {
        entries--;
    }

    /** How many messages for it are in the queue. */
    int entries() {
        return entries;
    }

    boolean mayBegin() {
        return paused.isEmpty() && dead.map(now -> now.probe() == Probe.DUE).orElseGet(limit::hasRoom);
    }

    /** Takes a place. */
    Place begin() {
        Place place = new Place(limit.begin(), answers, dead.isPresent());
        dead = dead.map(now -> now.with(Probe.UNDER_WAY));
        return place;
    }

    /**
     * Gives the place back, and learns.
     *
     * @param quiet how long it is left alone after so many rounds that found it dead
     */
    Optional<Change> end(Place place, Tried tried, Instant now, IntFunction<Duration> quiet) {
        limit.end(place.lowered(), tried.signal());
        return switch (tried.signal()) {
            case SERVED, ANSWERED, OVERLOADED -> revive();
            case UNREACHABLE -> tried.cause().flatMap(cause -> unreached(place, cause, now, quiet));
            case SILENT -> {
                dead = dead.map(still -> place.probe() ? still.with(Probe.DUE) : still);
                yield Optional.empty();
            }
        };
    }

    /** Lets the probe begin that was put off until then; one that was put off again meanwhile does not. */
    void probe(Instant until) {
        dead = dead.map(now -> now.until().equals(until) ? due(now) : now);
    }

    /** Lets the next probe begin at once. */
    void probeNow() {
        dead = dead.map(Destination::due);
    }

    Optional<Dead> dead() {
        return dead;
    }

    /** Lets no attempt begin there; those under way end. */
    void pause(PausedDestination by) {
        paused = Optional.of(by);
    }

    /** Lets attempts begin there again. */
    void resume() {
        paused = Optional.empty();
    }

    Optional<PausedDestination> paused() {
        return paused;
    }

    /** Why no message may go there, but a probe if it is dead; empty where it may. */
    Optional<Cause> held() {
        return paused.map(Destination::cause).or(() -> dead.map(Dead::cause));
    }

    /** Whether nothing would be lost by forgetting it but what was learnt. */
    boolean isUnused() {
        return entries == 0 && paused.isEmpty();
    }

    DestinationStatus.Traffic traffic() {
        return new DestinationStatus.Traffic(
                Math.max(0, entries - limit.running()),
                limit.running(),
                limit.limit(),
                dead.map(now -> new DestinationStatus.Dead(
                        now.since(), now.until(), now.cause().text())));
    }

    int limit() {
        return limit.limit();
    }

    private static Cause cause(PausedDestination paused) {
        return new Cause(
                Optional.of(AttemptClass.LOCAL),
                DELIVERY_TIME_EXPIRED,
                "delivery to " + paused.domain() + " was paused by the operator of the mail relay",
                Optional.empty());
    }

    private Optional<Change> revive() {
        answers++;
        if (dead.isEmpty()) {
            return Optional.empty();
        }
        dead = Optional.empty();
        limit.reset();
        return Optional.of(Change.REVIVED);
    }

    private Optional<Change> unreached(Place place, Cause cause, Instant now, IntFunction<Duration> quiet) {
        if (place.answers() != answers || (dead.isPresent() && !place.probe())) {
            return Optional.empty();
        }
        Change change = dead.isPresent() ? Change.STAYS_DEAD : Change.DIED;
        int rounds = dead.map(Dead::rounds).orElse(0) + 1;
        Instant since = dead.map(Dead::since).orElse(now);
        dead = Optional.of(new Dead(since, rounds, now.plus(quiet.apply(rounds)), cause, Probe.LATER));
        return Optional.of(change);
    }

    private static Dead due(Dead dead) {
        return dead.probe() == Probe.LATER ? dead.with(Probe.DUE) : dead;
    }
}
