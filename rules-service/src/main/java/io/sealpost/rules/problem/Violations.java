package io.sealpost.rules.problem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a body, so that its sender hears of everything at once. */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    public void add(String field, @Nullable Object value, String expected) {
        found.add(new Violation(field, value, expected));
    }

    /** Throws {@link Problem.InvalidValues} if anything was found. */
    public void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new Problem.InvalidValues(found).asException();
        }
    }
}
