package io.sealpost.relay.spool;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HeaderPlaces;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.MessageFacts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The envelope record of a message: all that is known of it but its octets. Where it is stored, the message exists.
 *
 * @param id its name
 * @param acceptedAt when the final dot came
 * @param reversePath where failures are reported
 * @param dsn what the sender asks of reports (RFC 3461)
 * @param domains the hosted domains whose rules govern it; for a report the one it goes to
 * @param facts what those rules have looked at; {@link MessageFacts#NONE} for a report
 * @param report which report it is, if the bounce-service submitted it
 * @param messageId the Message-ID header, if there is one that is well-formed
 * @param eightBit whether its content goes beyond ASCII, and so needs 8BITMIME (RFC 6152)
 * @param smtpUtf8 whether its header goes beyond ASCII, and so needs SMTPUTF8 (RFC 6531) whatever its envelope needs
 * @param size octets as spooled, trace header included
 * @param places where its header can be edited, if that is asked for any recipient
 * @param traceparent of its submission, if that is traced (W3C Trace Context)
 * @param nextAttemptAt when it is due
 * @param recipients all of them, delivered and failed ones included
 */
public record SpooledMessage(
        QueueId id,
        Instant acceptedAt,
        ReversePath reversePath,
        MessageDsn dsn,
        List<Domain> domains,
        MessageFacts facts,
        Optional<ReportForm> report,
        Optional<String> messageId,
        boolean eightBit,
        boolean smtpUtf8,
        long size,
        Optional<HeaderPlaces> places,
        Optional<String> traceparent,
        Instant nextAttemptAt,
        List<SpooledRecipient> recipients) {
    /** What is asked of reports, what rules look at, places and traceparent are null in records of releases that did not keep them. */
    public SpooledMessage {
        Objects.requireNonNull(id);
        Objects.requireNonNull(acceptedAt);
        Objects.requireNonNull(reversePath);
        dsn = Objects.requireNonNullElse(dsn, MessageDsn.NONE);
        facts = Objects.requireNonNullElse(facts, MessageFacts.NONE);
        Objects.requireNonNull(report);
        Objects.requireNonNull(messageId);
        places = Objects.requireNonNullElse(places, Optional.empty());
        traceparent = Objects.requireNonNullElse(traceparent, Optional.empty());
        Objects.requireNonNull(nextAttemptAt);
        domains = List.copyOf(domains);
        recipients = List.copyOf(recipients);
    }

    /** A message whose header nobody edits, and that is not traced. */
    public SpooledMessage(
            QueueId id,
            Instant acceptedAt,
            ReversePath reversePath,
            MessageDsn dsn,
            List<Domain> domains,
            MessageFacts facts,
            Optional<ReportForm> report,
            Optional<String> messageId,
            boolean eightBit,
            boolean smtpUtf8,
            long size,
            Instant nextAttemptAt,
            List<SpooledRecipient> recipients) {
        this(
                id,
                acceptedAt,
                reversePath,
                dsn,
                domains,
                facts,
                report,
                messageId,
                eightBit,
                smtpUtf8,
                size,
                Optional.empty(),
                Optional.empty(),
                nextAttemptAt,
                recipients);
    }

    /** Whether every recipient is delivered or failed: nothing is left to do. */
    public boolean isSettled() {
        return recipients.stream().noneMatch(SpooledRecipient::isOpen);
    }

    /** Whom its sender named, copies aside. */
    public Stream<Address> originals() {
        return recipients.stream().filter(each -> !each.isCopy()).map(SpooledRecipient::address);
    }

    /** Those to be tried. */
    public List<SpooledRecipient> waiting() {
        return recipients.stream().filter(SpooledRecipient::isWaiting).toList();
    }

    /** Those whom a rule holds. */
    public List<SpooledRecipient> held() {
        return recipients.stream().filter(SpooledRecipient::isHeld).toList();
    }

    /** Whether any recipient is under a TLS rule: then a report on it must be encrypted or redacted. */
    public boolean isConfidential() {
        return recipients.stream().anyMatch(r -> r.decision().requirement().isRequired());
    }

    /** Whether its envelope, copies aside, or its header goes beyond ASCII: then a report on it must be able to (RFC 6533). */
    public boolean isInternationalized() {
        return smtpUtf8
                || reversePath.address().filter(Address::isInternationalized).isPresent()
                || recipients.stream()
                        .anyMatch(each -> !each.isCopy() && each.address().isInternationalized());
    }

    /** The same message with its recipients and its next attempt brought up to date. */
    public SpooledMessage with(List<SpooledRecipient> updated, Instant next) {
        return with(traceparent, next, updated);
    }

    /** The same message in that trace. */
    public SpooledMessage in(Optional<String> trace) {
        return trace.equals(traceparent) ? this : with(trace, nextAttemptAt, recipients);
    }

    private SpooledMessage with(Optional<String> trace, Instant next, List<SpooledRecipient> updated) {
        return new SpooledMessage(
                id,
                acceptedAt,
                reversePath,
                dsn,
                domains,
                facts,
                report,
                messageId,
                eightBit,
                smtpUtf8,
                size,
                places,
                trace,
                next,
                updated);
    }
}
