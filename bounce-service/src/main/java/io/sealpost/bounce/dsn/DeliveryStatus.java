package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.Diagnostic;
import io.sealpost.bounce.event.FailedRecipient;
import io.sealpost.bounce.event.HostTried;
import io.sealpost.bounce.event.ReportDue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the part for machines, {@code message/delivery-status} (RFC 3464 §2). */
final class DeliveryStatus {

    private static final int LONGEST_DIAGNOSTIC = 800;

    /** RFC 3464 §9.2: an {@code smtp} diagnostic is a reply, which begins with its code. */
    private static final Pattern SMTP_REPLY = Pattern.compile("[2-5][0-9]{2}(?:[ -].*)?");

    private DeliveryStatus() {}

    static String of(ReportDue event) {
        Stream<List<HeaderField>> groups = Stream.concat(
                Stream.of(perMessage(event)),
                event.recipients().stream().map(recipient -> perRecipient(event, recipient)));
        return groups.map(DeliveryStatus::block).collect(Collectors.joining("\n"));
    }

    private static String block(List<HeaderField> fields) {
        return fields.stream().map(field -> field.line() + "\n").collect(Collectors.joining());
    }

    private static List<HeaderField> perMessage(ReportDue event) {
        return List.of(
                HeaderField.of("Reporting-MTA", "dns; " + event.reportingMta()),
                HeaderField.of("X-Sealpost-Queue-ID", event.queueId()),
                HeaderField.of("Arrival-Date", MailDate.of(event.arrivedAt())));
    }

    private static List<HeaderField> perRecipient(ReportDue event, FailedRecipient recipient) {
        List<HeaderField> fields = new ArrayList<>();
        fields.add(HeaderField.of("Final-Recipient", typedAddress(recipient.address())));
        fields.add(new HeaderField("Action", "failed"));
        fields.add(new HeaderField("Status", recipient.status()));
        remoteMta(event, recipient).ifPresent(host -> fields.add(HeaderField.of("Remote-MTA", "dns; " + host)));
        fields.add(HeaderField.of("Diagnostic-Code", diagnosticCode(recipient.diagnostic())));
        fields.add(HeaderField.of("Last-Attempt-Date", MailDate.of(recipient.lastAttemptAt())));
        return fields;
    }

    /** The server that spoke last. RFC 3464 §2.3.5: none where no server took part. */
    private static Optional<String> remoteMta(ReportDue event, FailedRecipient recipient) {
        Diagnostic diagnostic = recipient.diagnostic();
        if (diagnostic.source() == Diagnostic.Source.REMOTE && diagnostic.host() != null) {
            return Optional.of(diagnostic.host());
        }
        return event.hostsTriedFor(recipient).stream()
                .filter(host -> host.words().isPresent() || host.outcome().heardFromServer())
                .map(HostTried::host)
                .reduce((earlier, later) -> later);
    }

    private static String diagnosticCode(Diagnostic diagnostic) {
        String words = SafeText.cut(SafeText.ascii(diagnostic.text()), LONGEST_DIAGNOSTIC);
        boolean reply = diagnostic.source() == Diagnostic.Source.REMOTE
                && SMTP_REPLY.matcher(words).matches();
        return (reply ? "smtp; " : "x-sealpost; ") + words;
    }

    /** RFC 6533 §3: an address that is not ASCII has a type of its own, and a 7-bit form. */
    private static String typedAddress(String address) {
        if (SafeText.isAscii(address)) {
            return "rfc822; " + address;
        }
        StringBuilder encoded = new StringBuilder("utf-8; ");
        address.codePoints().forEach(character -> {
            boolean literal = character > ' ' && character < 0x7f && "+=\\".indexOf(character) < 0;
            encoded.append(literal ? Character.toString(character) : "\\x{%02X}".formatted(character));
        });
        return encoded.toString();
    }
}
