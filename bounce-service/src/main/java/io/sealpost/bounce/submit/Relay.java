package io.sealpost.bounce.submit;

import io.sealpost.bounce.dsn.ReportMessage;
import io.vertx.core.Future;

/** One relay, spoken to in one way. */
interface Relay {

    /** {@code HOST:PORT}, as it is recorded. */
    String name();

    /** Hands the report over. Does not block; the future always succeeds. */
    Future<Submission> submit(ReportMessage report);
}
