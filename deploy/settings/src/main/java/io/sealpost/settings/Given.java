package io.sealpost.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting as somebody gave it.
 *
 * @param name in the form of a property, also where an environment variable gave it
 * @param value empty counts as not given
 */
record Given(String name, String value, boolean fromEnvironment) {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^A-Za-z0-9]");

    /** The name of the environment variable that stands for a property; others may have the same. */
    static String environmentForm(String property) {
        return NO_LETTER_OR_DIGIT.matcher(property).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    /** The part of the name that stands in quotes, with them. */
    Optional<String> key() {
        Matcher key = QUOTED.matcher(name);
        return key.find() ? Optional.of(key.group()) : Optional.empty();
    }

    /** The name as whoever gave it wrote it. */
    String written() {
        return fromEnvironment ? environmentForm(name) : name;
    }
}
