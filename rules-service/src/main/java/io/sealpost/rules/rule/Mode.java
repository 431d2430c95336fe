package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a rule that is on acts. */
public enum Mode {
    /** It does. */
    ENFORCE("enforce"),
    /** It acts on nothing, and relays tell what it would have done. */
    MONITOR("monitor");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    static Optional<Mode> parse(@Nullable String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
}
