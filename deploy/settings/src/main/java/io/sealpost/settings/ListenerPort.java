package io.sealpost.settings;

import org.eclipse.microprofile.config.spi.Converter;

/** A TCP port to listen on, 0 to 65535; 0 stands for any that is free. */
public final class ListenerPort implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer convert(String value) {
        return WholeNumber.read(value, 0, 65_535, "must be a port from 0 to 65535, where 0 is any free one");
    }
}
