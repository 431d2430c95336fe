package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The TLS that the rules demand for a recipient.
 *
 * @param minVersion such as {@code TLSv1.2}
 * @param demands what the certificate must show; empty where it is not judged
 */
public record Requirement(@JsonProperty(required = true) String minVersion, List<Demand> demands) {

    public Requirement {
        Require.identifier("recipients.requirement.minVersion", minVersion);
        demands = List.copyOf(Objects.requireNonNullElse(demands, List.of()));
    }

    /** Whether the server must show who it is, and not only encrypt. */
    public boolean judgesCertificate() {
        return !demands.isEmpty();
    }

    /** One demand on the certificate; {@code names} are those that it may bear where the rule lists any. */
    public record Demand(
            @JsonProperty(required = true) String level,
            @Nullable List<String> names) {}
}
