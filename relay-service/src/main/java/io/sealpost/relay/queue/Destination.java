package io.sealpost.relay.queue;

/**
 * How many attempts a destination bears at once.
 *
 * <p>As Postfix' destination concurrency does it: the limit begins at {@value #FIRST_LIMIT}, so that a small server is
 * not overrun, is raised by one for each attempt that was served, up to what the operator allows, and is lowered for each
 * that speaks of trouble there: no address reached (NET), 421, a session that broke off. It is halved, not below one, and
 * at most once for all attempts that were under way together, as TCP's congestion control does (RFC 5681 §3.1); else
 * one bad moment would count once for each of them. A certificate that is not as demanded says nothing of the load, nor
 * does trouble of our own. For one thread.
 */
final class Destination {
    static final int FIRST_LIMIT = 5;

    private final int highest;
    private int limit;
    private int entries;
    private int running;
    private int lowered;

    /** @param highest what the limit may rise to, at least 1 */
    Destination(int highest) {
        this.highest = highest;
        this.limit = Math.min(FIRST_LIMIT, highest);
    }

    /**
     * A place that an attempt takes.
     *
     * @param lowered how often the limit had been lowered when it began
     */
    record Place(int lowered) {}

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
        return running < limit;
    }

    /** Takes a place. */
    Place begin() {
        running++;
        return new Place(lowered);
    }

    /** Gives the place back, and learns. */
    void end(Place place, Signal signal) {
        running--;
        switch (signal) {
            case SERVED -> limit = Math.min(highest, limit + 1);
            case OVERLOADED, UNREACHABLE -> lower(place);
            case ANSWERED, SILENT -> {}
        }
    }

    int limit() {
        return limit;
    }

    private void lower(Place place) {
        if (place.lowered() == lowered) {
            limit = Math.max(1, limit / 2);
            lowered++;
        }
    }
}
