package io.sealpost.rules.scope;

import io.sealpost.rules.tenant.Domain;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The TXT record by which whoever runs a domain's DNS shows that an organization may send for it: RFC 1035 §3.3.14. */
@Schema(name = "Challenge")
record Challenge(
        @Schema(examples = "_sealpost-challenge.sender.example")
        String name,

        @Schema(examples = "TXT") String type,

        @Schema(examples = "sealpost=0f1e2d3c4b5a69788796a5b4c3d2e1f0")
        String value) {

    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    static String generate() {
        byte[] token = new byte[BYTES];
        RANDOM.nextBytes(token);
        return "sealpost=" + HexFormat.of().formatHex(token);
    }

    /** What is asked of a pending domain; null once somebody vouched for it. */
    static @Nullable Challenge of(Domain domain) {
        return domain.challenge()
                .map(value -> new Challenge("_sealpost-challenge." + domain.name(), "TXT", value))
                .orElse(null);
    }
}
