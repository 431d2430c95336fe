package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportForm;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One message that tells of many reports.
 *
 * @param recipient who is told
 * @param organization whose mail it is about
 * @param contact the organization's contact, told in turn where a storm's digest cannot be delivered
 */
public record Digest(
        String id,
        Kind kind,
        String recipient,
        @Nullable String organization,
        @Nullable String contact,
        @Nullable String locale,
        String reportingMta) {

    /** What it tells of. */
    public enum Kind {
        /** Reports beyond the limit of their sender; goes to the sender. */
        STORM(ReportForm.FULL),
        /** Reports that could not be delivered; goes to the organization's contact. */
        UNDELIVERED(ReportForm.PLAIN);

        private final ReportForm firstForm;

        Kind(ReportForm firstForm) {
            this.firstForm = firstForm;
        }

        /** The form in which it is sent first: a storm's digest may show confidential mail, a contact's shows none. */
        ReportForm firstForm() {
            return firstForm;
        }

        /** The name in the database, in metrics and over REST. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
