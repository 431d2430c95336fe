package io.sealpost.bounce.submit;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads a {@link RelayAddress} from the configuration. */
public final class RelayAddressConverter implements Converter<RelayAddress> {

    private static final long serialVersionUID = 1L;

    @Override
    public RelayAddress convert(String value) {
        return RelayAddress.parse(value);
    }
}
