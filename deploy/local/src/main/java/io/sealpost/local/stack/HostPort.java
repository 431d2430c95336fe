package io.sealpost.local.stack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form {@code HOST:PORT}, an IPv6 address in brackets. */
public final class HostPort {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:\\[\\]]+):([0-9]{1,5})");

    private HostPort() {}

    /** Returns the text if it has the form. */
    public static String require(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !isPort(Integer.parseInt(matcher.group(2)))) {
            throw new IllegalArgumentException("expected HOST:PORT, not " + text);
        }
        return text;
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= 65_535;
    }
}
