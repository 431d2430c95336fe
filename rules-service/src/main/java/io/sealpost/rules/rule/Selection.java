package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One of the criteria of a rule, as canonical patterns.
 *
 * @param anyOf null: every value does
 * @param noneOf null: no value is taken out again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Patterns: any of some, and none of others")
public record Selection(
        @Nullable @Schema(description = "Of these one must match", examples = "[\"bank.example\"]")
        List<String> anyOf,

        @Nullable @Schema(description = "Of these none may match", examples = "[\"press@bank.example\"]")
        List<String> noneOf) {
    public Selection {
        anyOf = anyOf == null ? null : List.copyOf(anyOf);
        noneOf = noneOf == null ? null : List.copyOf(noneOf);
    }

    /** Those of which one must match; none where every value does. */
    List<String> included() {
        return anyOf == null ? List.of() : anyOf;
    }

    /** Those of which none may match. */
    List<String> excluded() {
        return noneOf == null ? List.of() : noneOf;
    }

    Stream<String> patterns() {
        return Stream.concat(included().stream(), excluded().stream());
    }
}
