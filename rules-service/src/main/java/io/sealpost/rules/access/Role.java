package io.sealpost.rules.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a key is for, in ascending order of what it may do. */
public enum Role {
    /** Reads what its organization and those below it have. */
    VIEWER("viewer"),
    /** Reads and changes that. */
    ADMIN("admin"),
    /** Reads and changes everything; bound to no organization. */
    OPERATOR("operator");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    static Optional<Role> parse(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }

    /** Whether it may grant the other one: no key makes one that may do more. */
    boolean covers(Role other) {
        return compareTo(other) >= 0;
    }
}
