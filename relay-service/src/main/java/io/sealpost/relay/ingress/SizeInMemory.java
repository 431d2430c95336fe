package io.sealpost.relay.ingress;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import org.eclipse.microprofile.config.spi.Converter;

/** A size in bytes, or with K, M or G; at least 1 and below 2 GiB, which is what an array can hold. */
public final class SizeInMemory implements Converter<MemorySize> {
    private static final long serialVersionUID = 1L;
    private static final String RIGHT = "must be a size from 1 to 2047M, such as 256K or 50M";
    private static final MemorySizeConverter SIZES = new MemorySizeConverter();

    @Override
    public MemorySize convert(String value) {
        MemorySize size;
        try {
            size = SIZES.convert(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RIGHT, e);
        }
        if (size == null
                || size.asBigInteger().signum() < 1
                || size.asBigInteger().bitLength() > 31) {
            throw new IllegalArgumentException(RIGHT);
        }
        return size;
    }
}
