package io.sealpost.bounce.dsn;

import io.sealpost.bounce.dsn.Document.Group;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One text that names many events of one sender: of each its message, its recipients and why. */
final class Summary {

    static final int MOST_EVENTS = 1000;

    private final List<ReportDue> events;
    private final ReportForm form;
    private final Phrases phrases;

    Summary(List<ReportDue> events, ReportForm form, Phrases phrases) {
        if (events.isEmpty() || events.size() > MOST_EVENTS) {
            throw new IllegalArgumentException("a summary names 1 to " + MOST_EVENTS + " events");
        }
        this.events = List.copyOf(events);
        this.form = form;
        this.phrases = phrases;
    }

    Document document() {
        Facts facts = Facts.NONE
                .with("count", events.size())
                .with("several", events.size() > 1)
                .with(
                        "first",
                        phrases.moment(events.stream()
                                .map(ReportDue::at)
                                .min(Comparator.naturalOrder())
                                .orElseThrow()));
        List<String> lead = new ArrayList<>();
        lead.add(phrases.say("summary_opening", facts));
        if (form == ReportForm.REDACTED) {
            lead.add(phrases.say("redacted", facts));
        }
        return new Document(
                phrases.locale().toLanguageTag(),
                phrases.say("summary_subject", facts),
                true,
                lead,
                phrases.say("heading_happened", facts),
                events.stream().map(this::message).toList(),
                List.of(),
                List.of(),
                "",
                List.of());
    }

    private Group message(ReportDue event) {
        OriginalHeaders original = OriginalHeaders.parse(event.headers());
        Facts about = Facts.NONE.about(event, form, original).with("arrived", phrases.moment(event.arrivedAt()));
        List<String> recipients = event.recipientsToTell().stream()
                .map(recipient -> about.recipient(recipient)
                        .cause(Diagnosis.of(event, recipient).cause()))
                .map(told -> told.with("problem", phrases.say("problem", told)))
                .map(told -> phrases.say("summary_cause", told))
                .toList();
        return new Group(List.of(phrases.say("summary_message", about)), List.of(), recipients);
    }
}
