package io.sealpost.relay.route;

import io.sealpost.relay.mail.HostPort;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads {@code HOST:PORT} from the configuration. */
public final class HostPortConverter implements Converter<HostPort> {
    private static final long serialVersionUID = 1L;

    @Override
    public HostPort convert(String value) {
        try {
            return HostPort.parse(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be HOST:PORT, such as mx.example.com:25 or [2001:db8::1]:25", e);
        }
    }
}
