package io.sealpost.local.stack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A static route of the relays.
 *
 * @param domain the recipient domain, or {@code *} for all
 * @param target {@code HOST:PORT}
 */
public record Route(String domain, String target) {
    private static final Pattern FORM = Pattern.compile("([^=\\s\"]+)=(\\S+)");

    public Route {
        HostPort.require(target);
    }

    /** Reads {@code DOMAIN=HOST:PORT}. */
    public static Route parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a route is DOMAIN=HOST:PORT, not " + text);
        }
        return new Route(matcher.group(1), matcher.group(2));
    }
}
