package io.sealpost.relay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.AcceptedName;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.report.TrialEntry;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One message of the queue with all that is known of its recipients. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MessageView(
        String queueId,
        Instant acceptedAt,
        String reversePath,
        List<String> domains,

        @Schema(description = "Which report of the bounce-service it is, if it is one.")
        Optional<String> report,

        Optional<String> messageId,
        long size,
        Instant nextAttemptAt,
        List<Recipient> recipients) {

    static MessageView of(SpooledMessage message, Instant dueAt) {
        return new MessageView(
                message.id().value(),
                message.acceptedAt(),
                message.reversePath().toString(),
                message.domains().stream().map(Domain::name).toList(),
                message.report().map(ReportForm::word),
                message.messageId(),
                message.size(),
                dueAt,
                message.recipients().stream().map(Recipient::of).toList());
    }

    /** One recipient. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "QueuedRecipient")
    public record Recipient(
            String address,

            @Schema(description = "A rule sends it a copy; absent for those whom the sender named.")
            Optional<Boolean> copy,

            @Schema(enumeration = {"waiting", "held", "rejected", "delivered", "failed"})
            String state,

            Requirement requirement,
            List<Rule> rules,

            @Schema(description = "Those of them that reject or hold it; absent: none does.")
            Optional<List<Rule>> stoppedBy,

            @Schema(description = "What rules that are only monitored would do; absent: there are none.")
            Optional<TrialEntry> monitored,

            int rounds,
            Optional<Instant> firstAttemptAt,

            @Schema(description = "The latest of each address ever tried.")
            List<Host> hosts) {
        static Recipient of(SpooledRecipient recipient) {
            return new Recipient(
                    recipient.address().toString(),
                    Optional.of(true).filter(yes -> recipient.isCopy()),
                    recipient.state().name().toLowerCase(Locale.ROOT),
                    Requirement.of(recipient.decision().requirement()),
                    recipient.decision().rules().stream().map(Rule::of).toList(),
                    recipient
                            .decision()
                            .stop()
                            .map(stop -> stop.rules().stream().map(Rule::of).toList()),
                    recipient.decision().trial().map(TrialEntry::of),
                    recipient.rounds(),
                    recipient.firstAttemptAt(),
                    recipient.observations().stream().map(Host::of).toList());
        }
    }

    /** What the connection must offer. */
    @Schema(name = "QueuedRequirement")
    public record Requirement(
            @Schema(enumeration = {"may", "encrypt", "verify", "secure", "fingerprint", "dane"})
            String level,

            String minVersion,

            @Schema(description = "What the certificate must show; all of them must hold.")
            List<CertificateDemand> demands,

            @Schema(description = "How long failures of TLS are retried, ISO 8601.")
            String retryWindow) {
        static Requirement of(TlsRequirement requirement) {
            return new Requirement(
                    requirement.level().word(),
                    requirement.minVersion().protocol(),
                    requirement.demands().stream().map(CertificateDemand::of).toList(),
                    requirement.retryWindow().toString());
        }
    }

    /** What the certificate must show by one rule. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record CertificateDemand(
            @Schema(enumeration = {"verify", "secure", "fingerprint", "dane"})
            String level,

            List<String> names,
            List<String> fingerprints) {
        static CertificateDemand of(Demand demand) {
            return new CertificateDemand(
                    demand.level().word(),
                    demand.names().stream().map(AcceptedName::toString).toList(),
                    demand.pins().stream().map(SpkiPin::hex).toList());
        }
    }

    /** A rule that asked for it. */
    @Schema(name = "AppliedRule")
    public record Rule(String scope, String id, String name, long revision) {
        static Rule of(RuleRef rule) {
            return new Rule(rule.scope(), rule.id(), rule.name(), rule.revision());
        }
    }

    /** What was seen of an address. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "TriedHost")
    public record Host(
            Instant at,
            String host,
            Optional<String> address,
            @JsonProperty("class") String kind,
            Optional<String> reply,
            String detail,
            Optional<String> tlsVersion,
            Optional<String> tlsCipher,

            @Schema(description = "The level that the certificate was found to meet.")
            Optional<String> tlsVerified) {
        static Host of(Observation seen) {
            return new Host(
                    seen.at(),
                    seen.host(),
                    seen.address(),
                    seen.kind().word(),
                    seen.reply().map(Reply::words),
                    seen.detail(),
                    seen.tls().map(TlsEvidence::version),
                    seen.tls().map(TlsEvidence::cipher),
                    seen.tls().flatMap(TlsEvidence::verified).map(TlsLevel::word));
        }
    }
}
