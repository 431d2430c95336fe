package io.sealpost.rules.bulk;

import io.sealpost.rules.problem.Problem;
import java.util.concurrent.Semaphore;

/** Lets a few streams run at once; each holds what others need, for as long as its client likes. */
final class Places {

    private static final int MOST = 4;
    private static final long RETRY_AFTER_SECONDS = 10;

    private final Semaphore free = new Semaphore(MOST);

    /** Takes a place; throws {@link Problem.TooManyRequests} where none is free. */
    void take() {
        if (!free.tryAcquire()) {
            throw new Problem.TooManyRequests(RETRY_AFTER_SECONDS).asException();
        }
    }

    void release() {
        free.release();
    }
}
