package io.sealpost.relay.queue;

import io.sealpost.relay.report.RecipientResult;
import io.sealpost.relay.spool.SpooledMessage;
import java.util.List;

/**
 * A round at one destination that is over and stored.
 *
 * @param message as it is after it
 * @param results of the recipients that were tried
 */
record Outcome(SpooledMessage message, List<RecipientResult> results) {
    Outcome {
        results = List.copyOf(results);
    }
}
