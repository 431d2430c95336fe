package io.sealpost.settings;

import java.net.URI;
import java.net.URISyntaxException;
import org.eclipse.microprofile.config.spi.Converter;

/** The address of a REST API: {@code http} or {@code https}, a host, perhaps a port. */
public final class HttpUrl implements Converter<String> {
    private static final long serialVersionUID = 1L;
    private static final String RIGHT = "must be a URL such as http://relay-1:8081";

    @Override
    public String convert(String value) {
        URI url;
        try {
            url = new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(RIGHT, e);
        }
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException(RIGHT);
        }
        return value;
    }
}
