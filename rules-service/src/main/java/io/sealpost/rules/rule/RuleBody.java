package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
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

        @Nullable @Schema(
                description = "monitor: it acts on nothing, and relays tell what it would have done",
                enumeration = {"enforce", "monitor"},
                defaultValue = "enforce",
                examples = "monitor")
        String mode,

        @Nullable @Schema(
                description = "The first moment at which it is in force, RFC 3339; absent: always was",
                format = "date-time",
                examples = "2026-01-01T00:00:00Z")
        String activeFrom,

        @Nullable @Schema(
                description = "The first moment at which it is over, RFC 3339; absent: never",
                format = "date-time",
                examples = "2027-01-01T00:00:00Z")
        String activeUntil,

        @Nullable CriteriaBody criteria,
        @Nullable ActionsBody actions) {

    /** Actions as they are sent. */
    @Schema(description = "What the rule does: one of these at least", minProperties = 1)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActionsBody(
            @Nullable TlsBody relayWithTls,
            @Nullable RejectBody reject,
            @Nullable HoldBody hold,

            @Nullable @Schema(
                    description = "1 to 10 fields that the header gets behind its others, in this order",
                    minItems = 1,
                    maxItems = 10)
            List<@Nullable AddedHeaderBody> addHeader,

            @Nullable @Schema(
                    description = "Put before the Subject with a blank between: 1 to 100 characters of one line",
                    examples = "[External]")
            String prependSubject,

            @Nullable @Schema(
                    description = "1 to 10 addresses that get a copy, of which the sender is told nothing",
                    minItems = 1,
                    maxItems = 10,
                    examples = "[\"archive@sender.example\"]")
            List<@Nullable String> bcc) {
        static ActionsBody of(Actions actions) {
            return new ActionsBody(
                    actions.relayWithTls() == null ? null : TlsBody.of(actions.relayWithTls()),
                    actions.reject() == null
                            ? null
                            : new RejectBody(actions.reject().text()),
                    actions.hold() == null ? null : new HoldBody(),
                    fields(actions.addHeader()),
                    actions.prependSubject(),
                    RuleBody.sent(actions.bcc()));
        }

        private static @Nullable List<@Nullable AddedHeaderBody> fields(@Nullable List<Actions.AddedHeader> fields) {
            if (fields == null) {
                return null;
            }
            List<@Nullable AddedHeaderBody> sent = new ArrayList<>();
            fields.forEach(field -> sent.add(new AddedHeaderBody(field.name(), field.value())));
            return sent;
        }
    }

    /** A field for the header as it is sent. */
    @Schema(
            description = "A field for the header",
            requiredProperties = {"name", "value"})
    record AddedHeaderBody(
            @Nullable @Schema(
                    description =
                            "1 to 76 printable ASCII characters, no colon; none of the fields that occur once (From, "
                                    + "To, Subject and so on), trace mail, or say what is trusted, signed, or how the body reads",
                    examples = "X-Classification")
            String name,

            @Nullable @Schema(
                    description = "1 to 500 printable ASCII characters",
                    minLength = 1,
                    maxLength = 500,
                    examples = "external")
            String value) {}

    /** The refusal as it is sent. */
    @Schema(
            description = "Refuse the mail: with 554 5.7.1 where all its recipients are refused, else by a report to "
                    + "its sender; {} for the relays' own words")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RejectBody(
            @Nullable @Schema(
                    description = "What the sender reads: printable ASCII, for it stands in an SMTP reply",
                    minLength = 1,
                    maxLength = 200,
                    pattern = "^[ -~]*$",
                    examples = "Contracts leave by the portal only.")
            String text) {}

    /** The switch that holds mail, as it is sent. */
    @Schema(description = "Keep the mail in the relay until an operator lets it go or refuses it; {} switches it on")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoldBody() {}

    /** The TLS requirement as it is sent. */
    @Schema(description = "Relay with TLS encryption, or not at all; {} for the defaults")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TlsBody(
            @Nullable @Schema(
                    description = "encrypt: TLS, the certificate not judged. verify: a trusted chain and the MX host's "
                            + "name. secure: a trusted chain and the recipient's domain, a name below it or one of names. "
                            + "dane: a TLSA record that matches. fingerprint: one of the pinned public keys.",
                    enumeration = {"encrypt", "verify", "secure", "dane", "fingerprint"},
                    defaultValue = "encrypt",
                    examples = "secure")
            String level,

            @Nullable @Schema(
                    enumeration = {"TLSv1.2", "TLSv1.3"},
                    defaultValue = "TLSv1.2",
                    examples = "TLSv1.2")
            String minVersion,

            @Nullable @Schema(
                    description =
                            "Only with level secure: 1 to 100 further names that the certificate may carry, each a "
                                    + "host name or .DOMAIN for all names below a domain",
                    minItems = 1,
                    maxItems = 100,
                    examples = "[\"mx.provider.example\", \".provider.example\"]")
            List<@Nullable String> names,

            @Nullable @Schema(
                    description = "Only and always with level fingerprint: 1 to 100 SHA-256 of public keys "
                            + "(SubjectPublicKeyInfo), as hexadecimal digits with or without colons or as base64",
                    minItems = 1,
                    maxItems = 100,
                    examples = "[\"X3jDMnTkP6neVlkmXB2RfiXANyLcsLjSfbjV/qqBOVM=\"]")
            List<@Nullable String> fingerprints,

            @Nullable @Schema(
                    description = "How long failures of TLS are retried before the mail bounces for them, an ISO 8601 "
                            + "duration from PT0S (not at all) to P5D",
                    defaultValue = "PT1H",
                    examples = "PT4H")
            String retryWindow) {

        static TlsBody of(Actions.RelayWithTls tls) {
            return new TlsBody(
                    tls.level() == null ? null : tls.level().word(),
                    tls.minVersion() == null ? null : tls.minVersion().protocol(),
                    sent(tls.names()),
                    sent(tls.fingerprints()),
                    tls.retryWindow());
        }
    }

    /** The body that would have these values; a mode that goes without saying is not said. */
    static RuleBody of(RuleValues values) {
        return new RuleBody(
                values.name(),
                values.direction().word(),
                values.enabled(),
                values.mode() == Mode.ENFORCE ? null : values.mode().word(),
                text(values.active().from()),
                text(values.active().until()),
                CriteriaBody.of(values.criteria()),
                ActionsBody.of(values.actions()));
    }

    private static @Nullable List<@Nullable String> sent(@Nullable List<String> values) {
        if (values == null) {
            return null;
        }
        List<@Nullable String> sent = new ArrayList<>();
        sent.addAll(values);
        return sent;
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
