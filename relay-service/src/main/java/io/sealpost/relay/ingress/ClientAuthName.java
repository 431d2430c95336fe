package io.sealpost.relay.ingress;

import io.vertx.core.http.ClientAuth;
import org.eclipse.microprofile.config.spi.Converter;

/** {@code none}, {@code request} or {@code required}. */
public final class ClientAuthName implements Converter<ClientAuth> {
    private static final long serialVersionUID = 1L;

    @Override
    public ClientAuth convert(String value) {
        return switch (value.strip()) {
            case "none" -> ClientAuth.NONE;
            case "request" -> ClientAuth.REQUEST;
            case "required" -> ClientAuth.REQUIRED;
            default -> throw new IllegalArgumentException("must be none, request or required");
        };
    }
}
