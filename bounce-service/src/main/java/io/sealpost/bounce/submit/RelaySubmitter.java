package io.sealpost.bounce.submit;

import io.sealpost.bounce.dsn.ReportMessage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hands a report to the first relay that takes it. */
public final class RelaySubmitter {

    /** What can stand in a path by SMTP without SMTPUTF8, as far as the Mail Client passes it on. */
    private static final Pattern PATH = Pattern.compile("[\\x21-\\x7e&&[^,<>@]]+@[\\x21-\\x7e&&[^,<>@]]+");

    private final List<RelayClient> relays;

    RelaySubmitter(List<RelayClient> relays) {
        if (relays.isEmpty()) {
            throw new IllegalArgumentException("sealpost.relays is empty");
        }
        this.relays = List.copyOf(relays);
    }

    /** Whether a report to this address can be submitted at all. */
    public static boolean canAddress(String reversePath) {
        return PATH.matcher(reversePath).matches();
    }

    /**
     * Tries the relays in their order, the suspect first and alone, until one has given a verdict. Does not block; the
     * future always succeeds.
     *
     * @param suspect the relay whose reply to an earlier submission of this report was lost
     */
    public Future<Submission> submit(ReportMessage report, Optional<String> suspect) {
        return submitToEach(report, inOrder(suspect), 0);
    }

    /** Ends every submission under way as one whose reply was lost, so that it is tried first where it was begun. */
    public void abandon() {
        relays.forEach(RelayClient::abandon);
    }

    private Future<Submission> submitToEach(ReportMessage report, List<RelayClient> order, int index) {
        RelayClient relay = order.get(index);
        return submitTo(relay, report)
                .compose(outcome -> outcome.match(
                        accepted -> Future.succeededFuture(outcome),
                        refused -> Future.succeededFuture(outcome),
                        deferred -> deferred.suspect().isPresent() || index == order.size() - 1
                                ? Future.succeededFuture(outcome)
                                : submitToEach(report, order, index + 1)));
    }

    private static Future<Submission> submitTo(RelayClient relay, ReportMessage report) {
        return relay.submit(report)
                .<Submission>map(taken -> new Submission.Accepted(relay.name(), Optional.empty()))
                .otherwise(failure -> FailureClassifier.classify(relay.name(), failure));
    }

    private List<RelayClient> inOrder(Optional<String> suspect) {
        List<RelayClient> order = new ArrayList<>(relays);
        order.sort((a, b) -> Boolean.compare(isSuspect(b, suspect), isSuspect(a, suspect)));
        return order;
    }

    private static boolean isSuspect(RelayClient relay, Optional<String> suspect) {
        return suspect.filter(relay.name()::equals).isPresent();
    }
}
