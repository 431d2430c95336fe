package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a report is about: an event, or many other reports. */
public sealed interface Subject {

    /** Decides by case; a new case breaks the compilation of whoever decides. */
    <T> T match(Function<ReportDue, T> event, Function<Digest, T> digest);

    /** A message that failed, waits, or was relayed. */
    record OfEvent(ReportDue event) implements Subject {
        @Override
        public <T> T match(Function<ReportDue, T> event, Function<Digest, T> digest) {
            return event.apply(this.event);
        }
    }

    /** Many reports told of in one. */
    record OfDigest(Digest digest) implements Subject {
        @Override
        public <T> T match(Function<ReportDue, T> event, Function<Digest, T> digest) {
            return digest.apply(this.digest);
        }
    }

    /** The event's or the digest's id. */
    default String id() {
        return match(ReportDue::id, Digest::id);
    }

    /** The event's type or the digest's kind, as over REST and in metrics. */
    default String type() {
        return match(event -> event.type().wireName(), digest -> digest.kind().wireName());
    }

    /** Who is told; empty where nobody may be. */
    default String addressee() {
        return match(event -> event.envelope().reversePath(), Digest::recipient);
    }

    /** What the log calls it. */
    default String name() {
        return match(ReportDue::queueId, Digest::id);
    }

    /** The Message-ID of the report on it in a form, with angle brackets. */
    default String messageId(ReportForm form, int copy) {
        return "<" + reportId(form, copy) + "@" + match(ReportDue::reportingMta, Digest::reportingMta) + ">";
    }

    /** The id of the report on it in a form: the first, or a further copy that an operator wanted. */
    default String reportId(ReportForm form, int copy) {
        String first = id() + "." + form.wireName();
        return copy == 1 ? first : first + "." + copy;
    }

    /** Who is told of the report's failure; nobody of the failure to tell them, or where nobody was to be told. */
    default Optional<Contact> contact() {
        return match(
                event -> event.organization() == null || event.envelope().hasNullReversePath()
                        ? Optional.empty()
                        : Contact.of(
                                event.organization().id(), event.organization().contact()),
                digest -> digest.kind() == Digest.Kind.UNDELIVERED || digest.organization() == null
                        ? Optional.empty()
                        : Contact.of(digest.organization(), digest.contact()));
    }

    /** An organization's address for matters of mail. */
    record Contact(String organization, String address) {

        private static Optional<Contact> of(String organization, @Nullable String address) {
            return address == null || address.isBlank()
                    ? Optional.empty()
                    : Optional.of(new Contact(organization, address));
        }
    }
}
