package io.sealpost.settings;

import org.eclipse.microprofile.config.spi.Converter;

/** {@code true} or {@code false} and nothing else: a slip must not count as false. */
public final class Switch implements Converter<Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean convert(String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}
