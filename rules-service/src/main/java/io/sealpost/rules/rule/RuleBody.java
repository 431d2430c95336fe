package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as it is sent. */
@Schema(
        name = "RuleBody",
        description = "A message rule",
        requiredProperties = {"name", "direction", "criteria", "actions"},
        examples = """
                {"name": "Banks", "direction": "outgoing", "enabled": true,
                 "criteria": {"to": {"anyOf": ["bank.example"]}},
                 "actions": {"relayWithTls": {"level": "encrypt"}}}""")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RuleBody(
        @Nullable @Schema(
                description = "1 to 200 characters, unique among the rules of its place and direction",
                examples = "Banks")
        String name,

        @Nullable @Schema(
                enumeration = {"outgoing", "incoming"},
                examples = "outgoing")
        String direction,

        @Nullable @Schema(description = "A rule without it is off", defaultValue = "false")
        Boolean enabled,

        @Nullable CriteriaBody criteria,
        @Nullable ActionsBody actions) {

    /** Criteria as they are sent. */
    @Schema(description = "Which mail the rule covers", requiredProperties = "to")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CriteriaBody(@Nullable RecipientsBody to) {}

    /** Recipients as they are sent. */
    @Schema(description = "Whom the mail is for; decided for each recipient", requiredProperties = "anyOf")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RecipientsBody(
            @Nullable @Schema(
                    description = "1 to 1000 patterns, of which any may match: a domain (bank.example), the domains "
                            + "below one (*.bank.example), an address (cfo@bank.example), or * for all",
                    examples = "[\"bank.example\"]")
            List<@Nullable String> anyOf) {}

    /** Actions as they are sent. */
    @Schema(description = "What the rule does", requiredProperties = "relayWithTls")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActionsBody(@Nullable TlsBody relayWithTls) {}

    /** The TLS requirement as it is sent. */
    @Schema(description = "Relay with TLS encryption, or not at all; {} for the defaults")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TlsBody(
            @Nullable @Schema(enumeration = "encrypt", defaultValue = "encrypt")
            String level) {}

    /** The body that would have these values. */
    static RuleBody of(RuleValues values) {
        TlsLevel level = values.actions().relayWithTls().level();
        return new RuleBody(
                values.name(),
                values.direction().word(),
                values.enabled(),
                new CriteriaBody(
                        new RecipientsBody(List.copyOf(values.criteria().to().anyOf()))),
                new ActionsBody(new TlsBody(level == null ? null : level.word())));
    }
}
