package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sender must be told about one message: the recipients who will not get it, or not yet, or for whom nobody else
 * will report, and why.
 *
 * @param id unique; the report's Message-ID is derived from it
 * @param reportingMta the relay's host name
 * @param at when it was decided
 * @param expiresAt until when it is tried; present where the type is {@code delayed}
 * @param copyOf present where the recipients are copies that a rule makes, and whoever wanted them is told: the reverse path of
 *     the message, which may be empty
 * @param confidential true where any recipient of the message is under a TLS rule
 * @param report present where the message that failed was itself a report
 * @param headers the original header block, CRLF line ends, one character a byte (ISO 8859-1)
 * @param hosts every address tried, once
 */
public record ReportDue(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) ReportType type,
        @JsonProperty(required = true) String queueId,
        @JsonProperty(required = true) String relay,
        @JsonProperty(required = true) String reportingMta,
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) Instant arrivedAt,
        @Nullable Instant expiresAt,
        @JsonProperty(required = true) Envelope envelope,
        @Nullable String copyOf,
        @Nullable String domain,
        @Nullable Organization organization,
        @Nullable String locale,
        @JsonProperty(required = true) boolean confidential,
        @Nullable FailedReport report,
        @JsonProperty(required = true) String headers,
        @JsonProperty(required = true) List<Recipient> recipients,
        @JsonProperty(required = true) List<HostTried> hosts) {

    private static final int MOST_RECIPIENTS = 100;

    public ReportDue {
        Require.matching("id", id, Require.EVENT_ID);
        Require.present("type", type);
        Require.identifier("queueId", queueId);
        Require.identifier("relay", relay);
        Require.matching("reportingMta", reportingMta, Require.HOST_NAME);
        Require.present("at", at);
        Require.present("arrivedAt", arrivedAt);
        Require.present("envelope", envelope);
        if (copyOf != null) {
            Require.line("copyOf", copyOf);
        }
        Require.present("headers", headers);
        recipients = List.copyOf(Require.present("recipients", recipients));
        hosts = List.copyOf(Require.present("hosts", hosts));
        requireRecipients(recipients, hosts.size());
        requireStatus(type.condition(), recipients);
    }

    /** Those of whom the sender wants to be told; nobody hears of the others (RFC 3461 §4.1). */
    public List<Recipient> recipientsToTell() {
        return recipients.stream()
                .filter(recipient -> recipient.asksFor(type.condition()))
                .toList();
    }

    /** Until when it is tried further, where it is. */
    public Optional<Instant> triedUntil() {
        return Optional.ofNullable(expiresAt);
    }

    /** The addresses tried for a recipient, in order. */
    public List<HostTried> hostsTriedFor(Recipient recipient) {
        return recipient.hosts().stream().map(hosts::get).toList();
    }

    /** The form in which this event is reported first. */
    public ReportForm firstForm() {
        return confidential ? ReportForm.FULL : ReportForm.PLAIN;
    }

    /** Whose message the copies are of, where the recipients are copies; empty for a null reverse path. */
    public Optional<String> copied() {
        return Optional.ofNullable(copyOf);
    }

    /** Which report of ours failed, if the message was one. */
    public Optional<FailedReport> failedReport() {
        return Optional.ofNullable(report);
    }

    /** Names the event and nothing of the message. */
    @Override
    public String toString() {
        return "ReportDue[id=" + id + ", type=" + type.wireName() + ", queueId=" + queueId + "]";
    }

    private static void requireStatus(Condition condition, List<Recipient> recipients) {
        if (recipients.stream().anyMatch(recipient -> !condition.fits(recipient.status()))) {
            throw new IllegalArgumentException("recipients.status does not fit the type");
        }
    }

    private static void requireRecipients(List<Recipient> recipients, int hosts) {
        if (recipients.isEmpty() || recipients.size() > MOST_RECIPIENTS) {
            throw new IllegalArgumentException("recipients must be 1 to " + MOST_RECIPIENTS);
        }
        boolean dangling = recipients.stream()
                .flatMap(recipient -> recipient.hosts().stream())
                .anyMatch(index -> index < 0 || index >= hosts);
        if (dangling) {
            throw new IllegalArgumentException("recipients.hosts names a host that is not in hosts");
        }
    }
}
