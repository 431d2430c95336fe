package io.sealpost.rules.rule;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which mail a rule covers, normalised. */
@Schema(description = "Which mail the rule covers")
public record Criteria(Recipients to) {

    /** Whom the mail is for: any of these patterns. */
    @Schema(description = "Whom the mail is for; decided for each recipient")
    public record Recipients(
            @Schema(
                    description = "Patterns, of which any may match",
                    examples = "[\"bank.example\", \"*.bank.example\", \"cfo@partner.example\"]")
            List<String> anyOf) {
        public Recipients {
            anyOf = List.copyOf(anyOf);
        }
    }
}
