package io.sealpost.relay.ingress;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header Authorization of HTTP Basic (RFC 7617 §2). */
final class BasicCredential {
    private static final Pattern BASIC = Pattern.compile("Basic +([A-Za-z0-9+/=]{1,2048})", Pattern.CASE_INSENSITIVE);

    private BasicCredential() {}

    /** @param header empty: nothing was sent */
    static Optional<Claim.Secret> read(@Nullable String header) {
        Matcher basic = BASIC.matcher(header == null ? "" : header);
        if (!basic.matches()) {
            return Optional.empty();
        }
        try {
            String pair = new String(Base64.getDecoder().decode(basic.group(1)), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1 || colon > Sasl.LONGEST_LOGIN
                    ? Optional.empty()
                    : Optional.of(new Claim.Secret("basic", pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
