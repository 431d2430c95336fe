package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.Diagnostic;
import io.sealpost.bounce.event.HostTried;
import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.ReportType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the part for machines, {@code message/delivery-status} (RFC 3464 §2) or its internationalized form (RFC 6533 §3).
 *
 * <p>The redacted form says neither the sender's own id of the transaction nor the words of rules and operators.
 */
final class DeliveryStatus {

    private static final int LONGEST_DIAGNOSTIC = 800;

    /** RFC 3461 §4.2, §4.4; longer ones are not what a sender may have given. */
    private static final int LONGEST_ORIGINAL = 500;

    private static final int LONGEST_ID = 100;

    /** RFC 3464 §9.2: an {@code smtp} diagnostic is a reply, which begins with its code. */
    private static final Pattern SMTP_REPLY = Pattern.compile("[2-5][0-9]{2}(?:[ -].*)?");

    private final ReportDue event;
    private final ReportForm form;
    private final Transport transport;

    DeliveryStatus(ReportDue event, ReportForm form, Transport transport) {
        this.event = event;
        this.form = form;
        this.transport = transport;
    }

    /** The fields, lines ended by LF. */
    String text() {
        Stream<List<HeaderField>> groups = Stream.concat(
                Stream.of(perMessage()), event.recipientsToTell().stream().map(this::perRecipient));
        return groups.map(DeliveryStatus::block).collect(Collectors.joining("\n"));
    }

    private static String block(List<HeaderField> fields) {
        return fields.stream().map(field -> field.line() + "\n").collect(Collectors.joining());
    }

    private List<HeaderField> perMessage() {
        List<HeaderField> fields = new ArrayList<>();
        if (form != ReportForm.REDACTED) {
            event.envelope()
                    .id()
                    .filter(id -> id.length() <= LONGEST_ID)
                    .map(DeliveryStatus::envelopeId)
                    .ifPresent(fields::add);
        }
        fields.add(transport.field("Reporting-MTA", "dns; " + event.reportingMta()));
        fields.add(transport.field("X-Sealpost-Queue-ID", event.queueId()));
        fields.add(transport.field("Arrival-Date", MailDate.of(event.arrivedAt())));
        return fields;
    }

    /** RFC 3464 §2.2.1: as it was before xtext, printable ASCII (RFC 3461 §4.4), every space of it. */
    private static HeaderField envelopeId(String id) {
        return new HeaderField("Original-Envelope-Id", SafeText.printable(id));
    }

    private List<HeaderField> perRecipient(Recipient recipient) {
        List<HeaderField> fields = new ArrayList<>();
        recipient
                .original()
                .filter(original -> original.address().length() <= LONGEST_ORIGINAL)
                .ifPresent(original -> fields.add(transport.field("Original-Recipient", transport.typed(original))));
        fields.add(transport.field("Final-Recipient", transport.typed(recipient.address())));
        fields.add(new HeaderField("Action", event.type().condition().action()));
        fields.add(new HeaderField("Status", recipient.status()));
        remoteMta(recipient).ifPresent(host -> fields.add(transport.field("Remote-MTA", "dns; " + host)));
        if (mayQuote(recipient.diagnostic())) {
            fields.add(transport.field("Diagnostic-Code", diagnosticCode(recipient.diagnostic())));
        }
        fields.add(transport.field("Last-Attempt-Date", MailDate.of(recipient.lastAttemptAt())));
        event.triedUntil()
                .filter(until -> event.type() == ReportType.DELAYED)
                .ifPresent(until -> fields.add(transport.field("Will-Retry-Until", MailDate.of(until))));
        return fields;
    }

    private boolean mayQuote(Diagnostic diagnostic) {
        boolean ownWords = event.type() == ReportType.POLICY || event.type() == ReportType.OPERATOR;
        return form != ReportForm.REDACTED || !ownWords || diagnostic.source() == Diagnostic.Source.REMOTE;
    }

    /** The server that spoke last. RFC 3464 §2.3.5: none where no server took part. */
    private Optional<String> remoteMta(Recipient recipient) {
        Diagnostic diagnostic = recipient.diagnostic();
        if (diagnostic.source() == Diagnostic.Source.REMOTE && diagnostic.host() != null) {
            return Optional.of(diagnostic.host());
        }
        return event.hostsTriedFor(recipient).stream()
                .filter(host -> host.words().isPresent() || host.outcome().heardFromServer())
                .map(HostTried::host)
                .reduce((earlier, later) -> later);
    }

    private String diagnosticCode(Diagnostic diagnostic) {
        String words = transport.clean(SafeText.brief(diagnostic.text(), LONGEST_DIAGNOSTIC));
        boolean reply = diagnostic.source() == Diagnostic.Source.REMOTE
                && SMTP_REPLY.matcher(words).matches();
        return (reply ? "smtp; " : "x-sealpost; ") + words;
    }
}
