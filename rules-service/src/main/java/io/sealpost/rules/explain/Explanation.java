package io.sealpost.rules.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the rules would decide for a message, and why, in a relay's words. */
@Schema(name = "Explanation")
record Explanation(
        @Schema(description = "The relay that answered", examples = "relay-1")
        String relay,

        @Schema(description = "Registered senders, whose rules govern the message")
        List<GoverningDomain> domains,

        List<ForRecipient> recipients) {

    /** The same with what this makes of what is decided for each recipient. */
    Explanation map(UnaryOperator<ForRecipient> change) {
        return new Explanation(relay, domains, recipients.stream().map(change).toList());
    }

    /** One of the domains whose rules govern the message. */
    @Schema(name = "GoverningDomain")
    record GoverningDomain(
            @Schema(examples = "sender.example") String domain,

            @Schema(description = "Its revision, as the relay enforces it", examples = "42")
            long revision) {}

    /** What is decided for one recipient. */
    @Schema(name = "RecipientExplanation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ForRecipient(
            @Schema(examples = "bob@bank.example") String recipient,

            @Schema(description = "All that matching rules demand, joined; absent: nothing") @Nullable JoinedRequirement requirement,

            @Schema(
                    description = "What is done: the mail is rejected, or else held, or relayed with TLS, or several",
                    examples = "[\"hold\", \"relayWithTls\"]")
            List<String> actions,

            @Nullable @Schema(
                    description = "What the sender reads; absent where the mail is not rejected",
                    examples = "Contracts leave by the portal only.")
            String rejection,

            @Schema(description = "What matching rules would add that are only monitored; absent: there are none")
            @Nullable Monitored monitored,

            @Schema(
                    description =
                            "Every rule of the governing domains and of the organizations above them, in order; then"
                                    + " those for incoming mail of the recipient's domain, if it is registered: all of them where the key"
                                    + " reaches that domain, else those that match and act")
            List<Step> rules) {

        /** Without what is none of the business of a caller who does not reach the recipient's domain. */
        ForRecipient ofStranger() {
            List<Step> seen =
                    rules.stream().filter(step -> !step.staysWithOthers()).toList();
            List<String> ids = seen.stream().map(Step::id).toList();
            boolean open = monitored == null
                    || monitored.rules().stream().map(MonitoredRule::id).allMatch(ids::contains);
            return new ForRecipient(recipient, requirement, actions, rejection, open ? monitored : null, seen);
        }
    }

    /** What rules would add that are only monitored. */
    @Schema(name = "MonitoredRules")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Monitored(
            List<MonitoredRule> rules,

            @Schema(description = "What they would do", examples = "[\"relayWithTls\"]")
            List<String> actions,

            @Schema(description = "All that would be demanded, joined; absent: they demand no TLS") @Nullable JoinedRequirement requirement) {}

    /** A rule that is only monitored. */
    @Schema(name = "MonitoredRule")
    record MonitoredRule(
            @Schema(examples = "domain/sender.example") String scope,
            String id,
            @Schema(examples = "Banks") String name,
            long revision) {}

    /** What the session with the recipient's server must meet. */
    @Schema(name = "JoinedRequirement")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record JoinedRequirement(
            @Schema(description = "The strictest level", examples = "encrypt")
            String level,

            @Schema(examples = "TLSv1.2") String minVersion,

            @Schema(description = "What the certificate must show; all of them must hold") @Nullable List<CertificateDemand> demands,

            @Schema(examples = "PT1H") String retryWindow) {}

    /** What the certificate must show. */
    @Schema(name = "CertificateDemand")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CertificateDemand(
            @Schema(examples = "secure") String level,

            @Nullable List<String> names,
            @Nullable List<String> fingerprints) {}

    /** One rule. */
    @Schema(name = "ExplainedRule")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            @Schema(examples = "domain/sender.example") String scope,
            String id,
            @Schema(examples = "Banks") String name,
            long revision,

            @Schema(enumeration = {"outgoing", "incoming"}) String direction,

            @Schema(enumeration = {"enforce", "monitor"}) String mode,

            boolean matched,

            @Schema(
                    description = "The first thing for which it does not match; absent where it does",
                    examples = "criteria.subject")
            @Nullable String missed) {

        /**
         * Whether only they may know of it who reach the recipient's domain: a rule for its incoming mail that shows in no report,
         * since it does not match or acts on nothing. One of a sender's chain can only miss its direction.
         */
        private boolean staysWithOthers() {
            boolean shows = matched && "enforce".equals(mode);
            return "incoming".equals(direction) && !shows && !"direction".equals(missed);
        }
    }
}
