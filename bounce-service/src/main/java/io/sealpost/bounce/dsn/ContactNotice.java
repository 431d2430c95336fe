package io.sealpost.bounce.dsn;

import io.sealpost.bounce.dsn.Document.Row;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import java.util.List;

/** Tells the contact of an organization that a report to one of its senders could not be delivered. */
final class ContactNotice {

    private final ReportDue event;
    private final String cause;
    private final Phrases phrases;

    ContactNotice(ReportDue event, String cause, Phrases phrases) {
        this.event = event;
        this.cause = cause;
        this.phrases = phrases;
    }

    Document document() {
        OriginalHeaders none = OriginalHeaders.parse("");
        String problem = new Explanation(event, ReportForm.REDACTED, none, phrases).problem();
        Facts facts = Facts.NONE
                .about(event, ReportForm.REDACTED, none)
                .with("problem", problem)
                .with("detail", cause);
        return new Document(
                phrases.locale().toLanguageTag(),
                phrases.say("contact_subject", facts),
                true,
                List.of(phrases.say("contact_opening", facts), phrases.say("contact_advice", facts)),
                "",
                List.of(),
                List.of(),
                List.of(),
                phrases.say("heading_reference", facts),
                List.of(
                        new Row(phrases.say("label_queue", facts), facts.text("queue")),
                        new Row(phrases.say("label_relay", facts), facts.text("mta")),
                        new Row(phrases.say("label_arrived", facts), phrases.moment(event.arrivedAt()))));
    }
}
