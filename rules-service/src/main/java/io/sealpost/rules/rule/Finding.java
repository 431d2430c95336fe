package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something about rules that is allowed and yet looks like a mistake. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Something that is allowed and yet looks like a mistake")
public record Finding(
        Kind kind,

        @Nullable @Schema(description = "The rule that it is about")
        UUID rule,

        @Schema(description = "Name of the rule or of the address list", examples = "Banks")
        String name,

        @Nullable @Schema(description = "The value that it is about", examples = "bank.invalid")
        String value,

        @Schema(description = "What it is, in words", examples = "No mail can be for this domain.")
        String detail) {

    static Finding of(Kind kind, Rule rule, @Nullable String value, String detail) {
        return new Finding(kind, rule.id(), rule.name(), value, detail);
    }

    /** What is found. */
    public enum Kind {
        DUPLICATE("duplicate"),
        SHADOWED("shadowed"),
        NEVER_MATCHES("never-matches"),
        OWN_RECIPIENT("own-recipient"),
        DISABLED_FOR_LONG("disabled-for-long"),
        MONITORED_FOR_LONG("monitored-for-long"),
        EXPIRED("expired"),
        IDLE_ACTION("idle-action"),
        BREAKS_SIGNATURES("breaks-signatures"),
        NAME_NEVER_MATCHES("name-never-matches"),
        LIST_ENTRY_NEVER_MATCHES("list-entry-never-matches");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }
}
