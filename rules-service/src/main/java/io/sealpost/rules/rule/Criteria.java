package io.sealpost.rules.rule;

import io.sealpost.rules.addresslist.AddressPattern;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which mail a rule covers, normalised. */
@Schema(description = "Which mail the rule covers")
public record Criteria(Recipients to) {

    /** Names of the address lists that any of the criteria needs. */
    Set<String> lists() {
        return to.anyOf().stream()
                .flatMap(pattern -> new AddressPattern(pattern).listName().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

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
