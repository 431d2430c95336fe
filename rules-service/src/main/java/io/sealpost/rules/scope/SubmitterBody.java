package io.sealpost.rules.scope;

import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.Violation;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A submitter as it is sent. */
@Schema(name = "SubmitterBody", description = "Who may hand in mail of the domain", requiredProperties = "network")
record SubmitterBody(
        @Nullable @Schema(description = "IPv4 or IPv6 prefix, or one address; never /0", examples = "192.0.2.0/24")
        String network,

        @Nullable @Schema(
                description = "Whether it also carries mail of foreign senders, as a mailing list does",
                defaultValue = "false")
        Boolean forwards) {

    Network parsedNetwork() {
        return Optional.ofNullable(network)
                .flatMap(Network::parse)
                .orElseThrow(() -> new Problem.InvalidValues(
                                List.of(
                                        new Violation(
                                                "network",
                                                network,
                                                "a network as 192.0.2.0/24 or 2001:db8:1::/48, with no bits set behind the prefix, never /0")))
                        .asException());
    }

    boolean isForwarding() {
        return Boolean.TRUE.equals(forwards);
    }
}
