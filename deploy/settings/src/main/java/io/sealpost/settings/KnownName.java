package io.sealpost.settings;

import java.util.regex.Pattern;

/**
 * The name of a setting that a service knows.
 *
 * @param pattern the property; a {@code *} between dots stands for a key of the operator's choice, {@code [*]} at the end
 *     for the number of an element
 */
record KnownName(String pattern) implements Comparable<KnownName> {
    static final String ELEMENT = "[*]";

    /** Stands for a key in the form of an environment variable, and in no name. */
    private static final String FREE = "FREEKEY";

    private static final String KEY = "(\"[^\"]+\"|[^.\"]+)";

    /** Whether the given setting is this one. */
    boolean covers(Given given) {
        return given.fromEnvironment()
                ? Pattern.matches(environmentRegex(), given.written())
                : Pattern.matches(propertyRegex(), given.name());
    }

    /** As whoever gave that setting would write this name: with the same key in the free part, or else a word for it. */
    String writtenLike(Given given) {
        String key = given.key().orElse("\"KEY\"");
        String plain = pattern.replace(".*", "." + key).replace(ELEMENT, "[0]");
        return given.fromEnvironment() ? Given.environmentForm(plain) : plain;
    }

    @Override
    public int compareTo(KnownName other) {
        return pattern.compareTo(other.pattern);
    }

    private String propertyRegex() {
        return Pattern.quote(pattern).replace(".*", ".\\E" + KEY + "\\Q").replace(ELEMENT, "[\\E[0-9]+\\Q]");
    }

    private String environmentRegex() {
        String form = Given.environmentForm(pattern.replace(ELEMENT, "_NUMBER_").replace(".*", "." + FREE));
        return form.replace("__NUMBER_", "_[0-9]+_").replace(FREE, ".+");
    }
}
