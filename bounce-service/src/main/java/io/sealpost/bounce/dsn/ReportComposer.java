package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import java.time.Instant;
import java.util.List;

/**
 * Composes what senders are told: the report on one event, the summary of many, and the notice to an organization's contact
 * that a report did not arrive. The same input always gives the same bytes. Safe for use by many threads.
 */
public final class ReportComposer {

    /** How many events one summary may name. */
    public static final int MOST_SUMMARIZED = Summary.MOST_EVENTS;

    private final Texts texts;

    public ReportComposer(Texts texts) {
        this.texts = texts;
    }

    /** The Message-ID of an event's report in a form, with its angle brackets. */
    public static String messageId(ReportDue event, ReportForm form) {
        return Letter.messageId(event.id(), form.wireName(), event);
    }

    /**
     * Composes the report on an event: one message with all of its recipients of whom the sender wants to be told.
     *
     * <p>{@code multipart/report} (RFC 6522) of a text for people in two forms, a delivery status for machines (RFC 3464) and
     * the original's headers, never its body.
     *
     * @param date what the report's Date says; the same date gives the same bytes
     * @throws IllegalArgumentException if the sender wants to be told of no recipient
     */
    public ReportMessage compose(ReportDue event, ReportForm form, Instant date) {
        if (event.recipientsToTell().isEmpty()) {
            throw new IllegalArgumentException("NOTIFY asks for no report on this event");
        }
        OriginalHeaders original = OriginalHeaders.parse(event.headers());
        Transport transport = Transport.to(event.envelope().reversePath());
        Document document = new Explanation(event, form, original, texts.in(event.locale())).document();
        List<Entity> parts = List.of(
                forPeople(document, transport, event.id()),
                transport.textPart(
                        transport.statusType(), "Delivery report", new DeliveryStatus(event, form, transport).text()),
                transport.part(
                        transport.headersType(),
                        "Original message headers",
                        form == ReportForm.REDACTED ? original.redactedLines() : original.lines()));
        Multipart report = Multipart.of(transport.reportType(), event.id(), parts);
        return new Letter(event, event.envelope().reversePath(), date)
                .marked(form)
                .inThread(original, form)
                .message(messageId(event, form), document.subject(), report);
    }

    /**
     * Composes one message that names many events: of each its message, its recipients and why. It is no delivery status
     * itself; each event keeps its own report.
     *
     * @param id of the summary, from which its Message-ID is derived; of the form of an event's id
     * @param events all of one sender, 1 to {@value Summary#MOST_EVENTS}, oldest first
     */
    public ReportMessage summarize(String id, List<ReportDue> events, ReportForm form, Instant date) {
        ReportDue first = events.get(0);
        Document document = new Summary(events, form, texts.in(first.locale())).document();
        Letter letter = new Letter(first, first.envelope().reversePath(), date).marked(form);
        return letter.message(
                Letter.messageId(id, form.wireName(), first),
                document.subject(),
                forPeople(document, letter.transport(), id));
    }

    /**
     * Composes a notice to the contact of the sender's organization that the report on an event could not be delivered. It
     * shows nothing of the message but its sender, its recipient and its queue id, so it may travel as any mail.
     *
     * @param cause why not, in the words that were recorded
     */
    public ReportMessage notifyContact(String contact, ReportDue event, String cause, Instant date) {
        Document document = new ContactNotice(event, cause, texts.in(event.locale())).document();
        Letter letter = new Letter(event, contact, date);
        return letter.message(
                Letter.messageId(event.id(), "contact", event),
                document.subject(),
                forPeople(document, letter.transport(), event.id()));
    }

    /** RFC 2046 §5.1.4: the plainest first. */
    private Multipart forPeople(Document document, Transport transport, String id) {
        return Multipart.of(
                "alternative",
                "alt_" + id,
                List.of(
                        transport.textPart("text/plain; charset=utf-8", "Notification", texts.plain(document)),
                        transport.textPart("text/html; charset=utf-8", "Notification", texts.html(document))));
    }
}
