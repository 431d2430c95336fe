package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Criteria as they are sent. */
@Schema(
        name = "CriteriaBody",
        description = "Which mail the rule covers: at least one criterion, and all must agree",
        minProperties = 1,
        examples = """
                {"to": {"anyOf": ["bank.example", "list:clinics"], "noneOf": ["press@bank.example"]},
                 "subject": {"anyOf": ["contract"]}}""")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CriteriaBody(
        @Nullable @Schema(
                description =
                        "Whom the mail is for; decided for each recipient. A domain (bank.example), the domains below "
                                + "one (*.bank.example), an address (cfo@bank.example), an address list of the organizations above "
                                + "(list:NAME), a regular expression that covers the whole address (/…/), or * for all")
        SelectionBody to,

        @Nullable @Schema(
                description =
                        "Whom the mail is from: patterns as in to. Any sender of envelope or header brings the mail "
                                + "under the rule; noneOf takes it out only where all of them match")
        SelectionBody from,

        @Nullable @Schema(description = "Words that the subject contains, whatever their case, or a regular expression (/…/)")
        SelectionBody subject,

        @Nullable @Schema(
                description = "The same for 1 to 50 other fields of the header, by their names",
                examples = "{\"X-Classification\": {\"anyOf\": [\"/secret|confidential/\"]}}")
        Map<String, @Nullable SelectionBody> headers,

        @Nullable @Schema(
                description =
                        "The same for the texts in the mail, decoded, HTML as text. Any text brings the mail under the rule; "
                                + "noneOf takes it out only where all of them match",
                examples = "{\"anyOf\": [\"account number\", \"/IBAN:? ?[A-Z]{2}[0-9]{2}/\"]}")
        SelectionBody body,

        @Nullable @Schema(
                description =
                        "The same for the names of its attachments. Any name brings the mail under the rule; noneOf takes it out "
                                + "only where all of them match",
                examples = "{\"anyOf\": [\"/[.]xlsx?$/\"]}")
        SelectionBody attachments,

        @Nullable SizeBody size,

        @Nullable @Schema(description = "Networks that the mail is submitted from: 192.0.2.0/24, 2001:db8:1::/48")
        SelectionBody sourceNetwork) {

    /** Patterns as they are sent. */
    @Schema(name = "SelectionBody", description = "Patterns, 1 to 1000 in each list", minProperties = 1)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SelectionBody(
            @Nullable @Schema(
                    description = "Of these one must match",
                    minItems = 1,
                    maxItems = 1000,
                    examples = "[\"bank.example\"]")
            List<@Nullable String> anyOf,

            @Nullable @Schema(
                    description = "Of these none may match; addresses compare exactly here",
                    minItems = 1,
                    maxItems = 1000,
                    examples = "[\"press@bank.example\"]")
            List<@Nullable String> noneOf) {

        static @Nullable SelectionBody of(@Nullable Selection selection) {
            return selection == null ? null : new SelectionBody(sent(selection.anyOf()), sent(selection.noneOf()));
        }

        private static @Nullable List<@Nullable String> sent(@Nullable List<String> patterns) {
            return patterns == null ? null : new ArrayList<>(patterns);
        }
    }

    /** Bounds of the size as they are sent. */
    @Schema(
            name = "SizeBody",
            description = "How large the mail is, in octets; both bounds belong to it",
            minProperties = 1)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SizeBody(
            @Nullable @Schema(minimum = "1", examples = "1000000")
            Long atLeast,

            @Nullable @Schema(minimum = "1", examples = "25000000")
            Long atMost) {}

    /** The body that would have these values. */
    static CriteriaBody of(Criteria criteria) {
        Criteria.Size size = criteria.size();
        return new CriteriaBody(
                SelectionBody.of(criteria.to()),
                SelectionBody.of(criteria.from()),
                SelectionBody.of(criteria.subject()),
                sent(criteria.headers()),
                SelectionBody.of(criteria.body()),
                SelectionBody.of(criteria.attachments()),
                size == null ? null : new SizeBody(size.atLeast(), size.atMost()),
                SelectionBody.of(criteria.sourceNetwork()));
    }

    private static @Nullable Map<String, @Nullable SelectionBody> sent(@Nullable Map<String, Selection> headers) {
        if (headers == null) {
            return null;
        }
        Map<String, @Nullable SelectionBody> sent = new LinkedHashMap<>();
        headers.forEach((name, selection) -> sent.put(name, SelectionBody.of(selection)));
        return sent;
    }
}
