package io.sealpost.relay.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.EnvelopeId;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.OriginalRecipient;
import io.sealpost.relay.mail.ReturnContent;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.Stop;
import io.sealpost.relay.spool.SpooledMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The value of a record on {@code sealpost.reports-due}. */
record ReportDueEvent(
        String id,
        String type,
        String queueId,
        String relay,
        String reportingMta,
        Instant at,
        Instant arrivedAt,
        Optional<Instant> expiresAt,
        Envelope envelope,
        Optional<String> copyOf,
        Optional<String> domain,
        Optional<Sender.Organization> organization,
        Optional<String> locale,
        boolean confidential,
        Optional<Report> report,
        String headers,
        List<Recipient> recipients,
        List<HostEntry> hosts) {

    /** {@code envelope}: empty reverse path only where {@code report} is present. */
    record Envelope(
            String reversePath, Optional<String> envid, Optional<ReturnContent> ret, Optional<Boolean> smtpUtf8) {
        static Envelope of(SpooledMessage message) {
            return new Envelope(
                    message.reversePath().toString(),
                    message.dsn().envid().map(EnvelopeId::value),
                    message.dsn().ret(),
                    Optional.of(true).filter(yes -> message.isInternationalized()));
        }

        /** To somebody who did not send the message, and asked nothing of its reports. */
        static Envelope to(String address, SpooledMessage message) {
            boolean copies = message.recipients().stream()
                    .anyMatch(each -> each.isCopy() && each.address().isInternationalized());
            return new Envelope(
                    address,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(true).filter(yes -> copies || message.isInternationalized()));
        }
    }

    /** {@code report}: which report it was that failed. */
    record Report(String messageId, String form) {}

    /** {@code recipients[]}. */
    record Recipient(
            String address,
            Optional<OriginalRecipient> originalRecipient,
            @JsonProperty("notify") Optional<List<Notify.Condition>> notifyOn,
            @JsonProperty("class") String kind,
            String status,
            Diagnostic diagnostic,
            Optional<RequirementEntry> requirement,
            List<RuleRef> rules,
            Optional<String> held,
            Instant firstAttemptAt,
            Instant lastAttemptAt,
            List<Integer> hosts) {
        static Recipient of(RecipientResult result, Cause cause, HostTable hosts) {
            return new Recipient(
                    result.recipient().address().toString(),
                    result.recipient().dsn().orcpt(),
                    result.recipient()
                            .dsn()
                            .notifyOn()
                            .filter(on -> !result.recipient().isCopy())
                            .map(on -> on.conditions().stream().sorted().toList()),
                    cause.kind().map(AttemptClass::word).orElse("UNROUTABLE"),
                    cause.status().toString(),
                    Diagnostic.of(cause),
                    RequirementEntry.of(result.recipient().decision().requirement()),
                    decidingRules(result),
                    endOfHold(result, cause),
                    result.recipient().firstAttemptAt().orElse(result.lastAttemptAt()),
                    result.lastAttemptAt(),
                    hosts.indexesOf(result.recipient().observations()));
        }
    }

    /** Of a refusal by policy those that refuse, else all that cover the recipient. Those of a copy may be other tenants'. */
    private static List<RuleRef> decidingRules(RecipientResult result) {
        if (result.recipient().isCopy()) {
            return List.of();
        }
        return stop(result)
                .map(Stop::rules)
                .orElse(result.recipient().decision().rules());
    }

    /** {@code held}: how it ended where a rule held the mail. */
    private static Optional<String> endOfHold(RecipientResult result, Cause cause) {
        return stop(result)
                .filter(stop -> stop instanceof Stop.Hold)
                .map(hold -> cause.status().equals(EnhancedStatus.TIME_EXPIRED) ? "expired" : "refused");
    }

    private static Optional<Stop> stop(RecipientResult result) {
        return result.outcome() instanceof RecipientOutcome.Failed failed && failed.type() == FailureType.POLICY
                ? result.recipient().decision().stop()
                : Optional.empty();
    }

    /** {@code diagnostic}: the words, and who said them. */
    record Diagnostic(String source, String text, Optional<String> host) {
        static Diagnostic of(Cause cause) {
            return new Diagnostic(
                    cause.remoteHost().isPresent() ? "remote" : "local", cause.text(), cause.remoteHost());
        }
    }
}
