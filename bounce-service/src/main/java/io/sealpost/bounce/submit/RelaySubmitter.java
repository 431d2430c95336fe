package io.sealpost.bounce.submit;

import io.sealpost.bounce.dsn.ReportMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Hands a report to the first relay that takes it: over SMTP where the Mail Client can address it, else over HTTPS. */
public final class RelaySubmitter {

    /** What can stand in a path by SMTP without SMTPUTF8, as far as the Mail Client passes it on. */
    private static final Pattern PATH = Pattern.compile("[\\x21-\\x7e&&[^,<>@]]+@[\\x21-\\x7e&&[^,<>@]]+");

    private static final String UNADDRESSABLE =
            "the address cannot be written over SMTP without SMTPUTF8, and sealpost.https-relays names no relay";

    private final List<Relay> bySmtp;
    private final List<Relay> byHttps;
    private final Map<Promise<Submission>, Relay> underWay = new ConcurrentHashMap<>();

    /** @param byHttps for what the Mail Client cannot address; may be empty */
    RelaySubmitter(List<? extends Relay> bySmtp, List<? extends Relay> byHttps) {
        if (bySmtp.isEmpty()) {
            throw new IllegalArgumentException("sealpost.relays is empty");
        }
        this.bySmtp = List.copyOf(bySmtp);
        this.byHttps = List.copyOf(byHttps);
    }

    /**
     * Tries the relays in their order, the suspect first and alone, until one has given a verdict. Does not block; the
     * future always succeeds.
     *
     * @param suspect the relay whose reply to an earlier submission of this report was lost
     */
    public Future<Submission> submit(ReportMessage report, Optional<String> suspect) {
        List<Relay> relays = PATH.matcher(report.recipient()).matches() ? bySmtp : byHttps;
        return relays.isEmpty()
                ? Future.succeededFuture(new Submission.Refused(Optional.empty(), UNADDRESSABLE))
                : submitToEach(report, inOrder(relays, suspect), 0);
    }

    /** Ends every submission under way as one whose reply was lost, so that it is tried first where it was begun. */
    public void abandon() {
        underWay.forEach((outcome, relay) -> outcome.tryComplete(new Submission.Deferred(
                relay.name() + ": this instance stops and waits no longer", Optional.of(relay.name()))));
    }

    private Future<Submission> submitToEach(ReportMessage report, List<Relay> order, int index) {
        return submitTo(order.get(index), report)
                .compose(outcome -> outcome.match(
                        accepted -> Future.succeededFuture(outcome),
                        refused -> Future.succeededFuture(outcome),
                        deferred -> deferred.suspect().isPresent() || index == order.size() - 1
                                ? Future.succeededFuture(outcome)
                                : submitToEach(report, order, index + 1)));
    }

    private Future<Submission> submitTo(Relay relay, ReportMessage report) {
        Promise<Submission> outcome = Promise.promise();
        underWay.put(outcome, relay);
        relay.submit(report).onSuccess(outcome::tryComplete).onFailure(outcome::tryFail);
        return outcome.future().onComplete(ended -> underWay.remove(outcome));
    }

    private static List<Relay> inOrder(List<Relay> relays, Optional<String> suspect) {
        List<Relay> order = new ArrayList<>(relays);
        order.sort((a, b) -> Boolean.compare(isSuspect(b, suspect), isSuspect(a, suspect)));
        return order;
    }

    private static boolean isSuspect(Relay relay, Optional<String> suspect) {
        return suspect.filter(relay.name()::equals).isPresent();
    }
}
