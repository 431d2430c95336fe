package io.sealpost.bounce.reporting;

import io.sealpost.bounce.event.FailedReport;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.ReportType;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides what is done about an event.
 *
 * <p>RFC 5321 §4.5.5 and RFC 3834 §2: nobody is told about mail with a null reverse path. Where such mail was a report of
 * ours, its failure is noted on that report. RFC 3461 §4.1: nobody is told what NOTIFY does not ask for. Nothing else
 * keeps a failure from its sender; of a delay nobody is told who sends by a program.
 */
sealed interface Disposition {

    /** Decides by case; a new case breaks the compilation of whoever decides. */
    <T> T match(Supplier<T> send, Function<Suppress, T> suppress, Function<ReportUndelivered, T> undelivered);

    static Disposition of(ReportDue event) {
        Optional<FailedReport> failed = event.failedReport();
        if (failed.isPresent()) {
            return new ReportUndelivered(failed.get());
        }
        if (event.envelope().hasNullReversePath()) {
            return new Suppress("null reverse path: there is nobody to tell");
        }
        if (event.recipientsToTell().isEmpty()) {
            return new Suppress("NOTIFY asks for no such report");
        }
        Optional<String> automatic =
                event.type() == ReportType.DELAYED ? AutomaticMail.sign(event.headers()) : Optional.empty();
        if (automatic.isPresent()) {
            return new Suppress("no notices of delays about automatic mail (" + automatic.get() + ")");
        }
        return new Send();
    }

    /** The sender is told. */
    record Send() implements Disposition {
        @Override
        public <T> T match(
                Supplier<T> send, Function<Suppress, T> suppress, Function<ReportUndelivered, T> undelivered) {
            return send.get();
        }
    }

    /** Nobody may be told. */
    record Suppress(String reason) implements Disposition {
        @Override
        public <T> T match(
                Supplier<T> send, Function<Suppress, T> suppress, Function<ReportUndelivered, T> undelivered) {
            return suppress.apply(this);
        }
    }

    /** A report of ours was not delivered. */
    record ReportUndelivered(FailedReport report) implements Disposition {

        /**
         * The form that is sent instead: the redacted one where the full one failed for lack of TLS.
         *
         * @param sent the form in which we sent it; what the event says of it must agree
         */
        Optional<ReportForm> followedBy(ReportType failure, ReportForm sent) {
            boolean fullFailedForTls =
                    failure == ReportType.TLS_FAILURE && report.form() == ReportForm.FULL && sent == ReportForm.FULL;
            return fullFailedForTls ? Optional.of(ReportForm.REDACTED) : Optional.empty();
        }

        @Override
        public <T> T match(
                Supplier<T> send, Function<Suppress, T> suppress, Function<ReportUndelivered, T> undelivered) {
            return undelivered.apply(this);
        }
    }
}
