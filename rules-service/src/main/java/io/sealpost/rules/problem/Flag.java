package io.sealpost.rules.problem;

import org.jspecify.annotations.Nullable;

/** Reads a query parameter that switches something on. */
public final class Flag {

    private Flag() {}

    /** Whether it is on: {@code ?name=true} is, {@code ?name=false} and its absence are not. */
    public static boolean parse(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw new Problem.BadParameter(name, value, "true or false").asException();
    }
}
