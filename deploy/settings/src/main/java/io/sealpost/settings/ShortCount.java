package io.sealpost.settings;

import org.eclipse.microprofile.config.spi.Converter;

/** How many of something there may be: 1 to 32767. */
public final class ShortCount implements Converter<Short> {
    private static final long serialVersionUID = 1L;

    @Override
    public Short convert(String value) {
        return (short) WholeNumber.read(value, 1, Short.MAX_VALUE, "must be a whole number from 1 to 32767");
    }
}
