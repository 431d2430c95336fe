package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which mail of a domain a rule is about. */
public enum Direction {
    /** Mail that the domain sends. */
    OUTGOING("outgoing"),
    /** Mail that this relay carries to the domain. */
    INCOMING("incoming");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    static Optional<Direction> parse(@Nullable String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
}
