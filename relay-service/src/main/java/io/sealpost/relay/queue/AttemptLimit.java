package io.sealpost.relay.queue;

/**
 * How many attempts a destination bears at once.
 *
 * <p>As Postfix' destination concurrency does it: the limit begins at {@value #FIRST}, so that a small server is not
 * overrun, is raised by one for each attempt that was served, up to what the operator allows, and is lowered for each
 * that speaks of trouble there: no address reached (NET), 421, a session that broke off. It is halved, not below one, and
 * at most once for all attempts that were under way together, as TCP's congestion control does (RFC 5681 §3.1); else
 * one bad moment would count once for each of them. A certificate that is not as demanded says nothing of the load, nor
 * does trouble of our own. For one thread.
 */
final class AttemptLimit {
    static final int FIRST = 5;

    private final int highest;
    private int limit;
    private int running;
    private int lowered;

    /** @param highest what the limit may rise to, at least 1 */
    AttemptLimit(int highest) {
        this.highest = highest;
        this.limit = Math.min(FIRST, highest);
    }

    boolean hasRoom() {
        return running < limit;
    }

    /** Takes a place; the result says how often the limit was lowered before. */
    int begin() {
        running++;
        return lowered;
    }

    /** Gives the place back, and learns. */
    void end(int loweredBefore, Signal signal) {
        running--;
        switch (signal) {
            case SERVED -> limit = Math.min(highest, limit + 1);
            case OVERLOADED, UNREACHABLE -> lower(loweredBefore);
            case ANSWERED, SILENT -> {}
        }
    }

    /** Begins anew, as with a destination that is not known. */
    void reset() {
        limit = Math.max(limit, Math.min(FIRST, highest));
    }

    int limit() {
        return limit;
    }

    int running() {
        return running;
    }

    private void lower(int loweredBefore) {
        if (loweredBefore == lowered) {
            limit = Math.max(1, limit / 2);
            lowered++;
        }
    }
}
