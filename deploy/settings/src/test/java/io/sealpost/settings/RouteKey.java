package io.sealpost.settings;

import org.eclipse.microprofile.config.spi.Converter;

/** A key in lower case. */
public final class RouteKey implements Converter<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String value) {
        if (!value.matches("[a-z.*]+")) {
            throw new IllegalArgumentException("must be a domain");
        }
        return value;
    }
}
