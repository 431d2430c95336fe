package io.sealpost.bounce.submit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a relay listens.
 *
 * @param host the name that its certificate must carry
 */
record RelayAddress(String host, int port) {

    private static final Pattern HOST_PORT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([A-Za-z0-9._-]+)):([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /** Reads {@code HOST:PORT}; an IPv6 address stands in brackets. */
    static RelayAddress parse(String text) {
        Matcher matcher = HOST_PORT.matcher(text.strip());
        int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("must be HOST:PORT, such as relay-1.example:2525 or [2001:db8::1]:2525");
        }
        String bracketed = matcher.group(1);
        return new RelayAddress(bracketed == null ? matcher.group(2) : bracketed, port);
    }

    /** {@code HOST:PORT}, as it is recorded and logged. */
    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
