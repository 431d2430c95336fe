package io.sealpost.relay.ingress;

import org.eclipse.microprofile.config.spi.Converter;

/** {@code starttls} or {@code implicit}. */
public final class TlsModeName implements Converter<TlsMode> {
    private static final long serialVersionUID = 1L;

    @Override
    public TlsMode convert(String value) {
        return switch (value.strip()) {
            case "starttls" -> TlsMode.STARTTLS;
            case "implicit" -> TlsMode.IMPLICIT;
            default -> throw new IllegalArgumentException("must be starttls or implicit");
        };
    }
}
