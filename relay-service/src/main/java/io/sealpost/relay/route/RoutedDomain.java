package io.sealpost.relay.route;

import io.sealpost.relay.mail.Domain;
import org.eclipse.microprofile.config.spi.Converter;

/** The key of a static route: a domain, or {@code *} for every domain without a route of its own. */
public final class RoutedDomain implements Converter<String> {
    static final String EVERY_DOMAIN = "*";
    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String value) {
        if (!value.equals(EVERY_DOMAIN)) {
            try {
                Domain.parse(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("must be a domain such as bank.example, or *", e);
            }
        }
        return value;
    }
}
