package io.sealpost.relay.content;

/** There is more of the message than may be looked at, or no time is left. */
final class LimitReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitReached(String limit) {
        super(limit, null, false, false);
    }
}
