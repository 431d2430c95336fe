package io.sealpost.relay.spool;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import org.eclipse.microprofile.config.spi.Converter;

/** A size in bytes, or with K, M, G or T; up to what a long holds. */
public final class SizeOnDisk implements Converter<MemorySize> {
    private static final long serialVersionUID = 1L;
    private static final String RIGHT = "must be a size, such as 512M, 20G or 1T";
    private static final MemorySizeConverter SIZES = new MemorySizeConverter();

    @Override
    public MemorySize convert(String value) {
        MemorySize size;
        try {
            size = SIZES.convert(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RIGHT, e);
        }
        if (size == null || size.asBigInteger().bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException(RIGHT);
        }
        return size;
    }
}
