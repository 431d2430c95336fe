package io.sealpost.relay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.Explanation;
import io.sealpost.relay.report.RequirementEntry;
import io.sealpost.relay.report.TrialEntry;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the rules would decide for a message, and why. */
@Schema(name = "Explanation")
public record ExplainView(
        @Schema(description = "The relay that answers.", examples = "relay-1")
        String relay,

        @Schema(description = "Hosted senders, whose rules govern the message.")
        List<GoverningDomain> domains,

        List<ForRecipient> recipients) {

    /** One of the domains whose rules govern the message. */
    @Schema(name = "GoverningDomain")
    public record GoverningDomain(
            @Schema(examples = "sender.example") String domain,

            @Schema(description = "Its revision, as this relay enforces it.", examples = "42")
            long revision) {}

    /** What is decided for one recipient. */
    @Schema(name = "RecipientExplanation")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ForRecipient(
            @Schema(examples = "bob@bank.example") String recipient,

            @Schema(description = "All that matching rules demand, joined; absent: nothing.")
            Optional<RequirementEntry> requirement,

            @Schema(
                    description = "What is done, in the order in which it takes effect.",
                    examples = "[\"hold\", \"relayWithTls\"]")
            List<String> actions,

            @Schema(description = "What the sender reads; absent where the mail is not rejected.")
            Optional<String> rejection,

            @Schema(description = "What matching rules would add that are only monitored; absent: there are none.")
            Optional<TrialEntry> monitored,

            @Schema(
                    description = "Every rule of the governing domains and of the organizations above them, in order;"
                            + " then those for incoming mail of the recipient's domain, if it is registered.")
            List<Step> rules) {
        static ForRecipient of(Address recipient, Explanation explanation) {
            Decision decision = explanation.decision();
            return new ForRecipient(
                    recipient.toString(),
                    RequirementEntry.of(decision.requirement()),
                    decision.actions(),
                    decision.stop()
                            .flatMap(
                                    stop -> stop.match(reject -> Optional.of(reject.text()), hold -> Optional.empty())),
                    decision.trial().map(TrialEntry::of),
                    explanation.steps().stream().map(Step::of).toList());
        }
    }

    /** One rule. */
    @Schema(name = "ExplainedRule")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Step(
            @Schema(examples = "domain/sender.example") String scope,
            String id,
            @Schema(examples = "Banks") String name,
            long revision,

            @Schema(enumeration = {"outgoing", "incoming"}) String direction,

            @Schema(enumeration = {"enforce", "monitor"}) String mode,

            boolean matched,

            @Schema(
                    description = "The first thing for which it does not match; absent where it does.",
                    examples = "criteria.subject")
            Optional<String> missed) {
        static Step of(Explanation.Step step) {
            return new Step(
                    step.rule().scope(),
                    step.rule().id(),
                    step.rule().name(),
                    step.rule().revision(),
                    step.direction().word(),
                    step.mode().word(),
                    step.missed().isEmpty(),
                    step.missed());
        }
    }
}
