package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Network;
import org.eclipse.microprofile.config.spi.Converter;

/** An IPv4 or IPv6 network. */
public final class NetworkPrefix implements Converter<Network> {
    private static final long serialVersionUID = 1L;

    @Override
    public Network convert(String value) {
        try {
            return Network.parse(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a network, such as 192.0.2.0/24 or 2001:db8::/48", e);
        }
    }
}
