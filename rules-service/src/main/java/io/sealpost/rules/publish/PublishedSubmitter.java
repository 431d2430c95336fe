package io.sealpost.rules.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.rules.scope.Credential;
import io.sealpost.rules.scope.HourlyLimits;
import io.sealpost.rules.scope.ScramKeys;
import io.sealpost.rules.scope.Submitter;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may hand in mail: a network, or a user name with verifiers of its secrets, never a secret. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PublishedSubmitter(
        UUID id,
        @Nullable String network,
        @Nullable String username,
        boolean forwards,
        boolean suspended,
        HourlyLimits limits,
        @Nullable Scram scram) {

    /** How a secret is known again: RFC 5802 §3. */
    record Scram(String salt, int iterations, List<Keys> keys) {
        Scram {
            keys = List.copyOf(keys);
        }
    }

    /** Of one secret; one without an end is the present one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Keys(
            String storedKey, String serverKey, @Nullable Instant validUntil) {
        static Keys of(ScramKeys keys, @Nullable Instant validUntil) {
            return new Keys(keys.storedKey(), keys.serverKey(), validUntil);
        }
    }

    static PublishedSubmitter of(Submitter submitter) {
        Optional<Credential> credential = submitter.credential();
        return new PublishedSubmitter(
                submitter.id(),
                submitter.network().orElse(null),
                credential.map(Credential::username).orElse(null),
                submitter.forwards(),
                submitter.suspended(),
                submitter.limits(),
                credential.map(PublishedSubmitter::scram).orElse(null));
    }

    private static Scram scram(Credential credential) {
        Stream<Keys> previous =
                credential.previous().stream().map(keys -> Keys.of(keys, credential.previousValidUntil()));
        return new Scram(
                Base64.getEncoder().encodeToString(credential.salt()),
                credential.iterations(),
                Stream.concat(Stream.of(Keys.of(credential.present(), null)), previous)
                        .toList());
    }
}
