package io.sealpost.settings;

import org.eclipse.microprofile.config.spi.Converter;

/** How many of something there may be: 1 or more. */
public final class Count implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer convert(String value) {
        return WholeNumber.read(
                value, 1, Integer.MAX_VALUE - 1, "must be a whole number of 1 or more, below 2147483647");
    }
}
