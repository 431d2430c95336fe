package io.sealpost.settings;

import org.eclipse.microprofile.config.spi.Converter;

/** A TCP port of another host, 1 to 65535. */
public final class Port implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer convert(String value) {
        return WholeNumber.read(value, 1, 65_535, "must be a port from 1 to 65535");
    }
}
