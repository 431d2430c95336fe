package io.sealpost.relay.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parameters of a MAIL or RCPT command (RFC 5321 §4.1.2, {@code esmtp-param}): each name once, in any case. Whoever
 * knows one takes it out; what is left at the end is not supported.
 */
final class Parameters {
    private final Map<String, String> given = new LinkedHashMap<>();

    /**
     * @param text words between blanks
     * @throws IllegalArgumentException with words fit for the client, if one is given twice
     */
    Parameters(String text) {
        for (String word : text.strip().split(" +", -1)) {
            int equals = word.indexOf('=');
            String name = (equals < 0 ? word : word.substring(0, equals)).toUpperCase(Locale.ROOT);
            String value = equals < 0 ? "" : word.substring(equals + 1);
            if (!word.isEmpty() && given.put(name, value) != null) {
                throw new IllegalArgumentException("the parameter " + name + " is given twice");
            }
        }
    }

    /**
     * The value of a parameter, if it is given; read as empty where it has none.
     *
     * @throws IllegalArgumentException of the reader
     */
    <T> Optional<T> take(String name, Function<String, T> reader) {
        return Optional.ofNullable(given.remove(name)).map(reader);
    }

    /**
     * Whether a parameter that has no value is given.
     *
     * @throws IllegalArgumentException if it has one
     */
    boolean takeFlag(String name) {
        return take(name, value -> {
                    if (!value.isEmpty()) {
                        throw new IllegalArgumentException("the parameter " + name + " has no value");
                    }
                    return true;
                })
                .orElse(false);
    }

    /** The name of one that nobody took. */
    Optional<String> left() {
        return given.keySet().stream().findFirst();
    }
}
