package io.sealpost.rules.scope;

import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.tenant.Network;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A submitter as it is sent. */
@Schema(
        name = "SubmitterBody",
        description = "Who may hand in mail of the domain: either a network or a user name",
        examples = "{\"username\": \"mailout\"}")
record SubmitterBody(
        @Nullable @Schema(
                description = "IPv4 or IPv6 prefix, or one address; never /0. One that is wider than /24 (IPv4) or /48"
                        + " (IPv6), or overlaps that of another organization, needs an operator's key",
                examples = "192.0.2.0/24")
        String network,

        @Nullable @Schema(
                description =
                        "Makes a credential, whose login is USERNAME@DOMAIN and whose secret is in the answer, once. "
                                + Username.EXPECTED,
                examples = "mailout")
        String username,

        @Nullable @Schema(
                description = "Whether it also carries mail of foreign senders, as a mailing list does",
                defaultValue = "false")
        Boolean forwards,

        @Nullable @Schema(description = "Whether nothing is taken from it for now", defaultValue = "false")
        Boolean suspended,

        @Nullable LimitsBody limits) {

    /** What it is to be; exactly one of the two is present. */
    record Identity(@Nullable Network network, @Nullable Username username) {
        <T> T match(Function<Network, T> ofNetwork, Function<Username, T> ofUsername) {
            return network == null ? ofUsername.apply(Objects.requireNonNull(username)) : ofNetwork.apply(network);
        }
    }

    Identity identity() {
        Violations violations = new Violations();
        Network parsedNetwork = network == null ? null : Network.parse(network).orElse(null);
        Username parsedName = username == null ? null : Username.parse(username).orElse(null);
        if ((network == null) == (username == null)) {
            violations.add("network", network, "either a network or a username, not both");
        } else if (network != null && parsedNetwork == null) {
            violations.add(
                    "network",
                    network,
                    "a network as 192.0.2.0/24 or 2001:db8:1::/48, with no bits set behind the prefix, never /0");
        } else if (username != null && parsedName == null) {
            violations.add("username", username, Username.EXPECTED);
        }
        violations.refuseIfAny();
        return new Identity(parsedNetwork, parsedName);
    }

    SubmitterValues values() {
        HourlyLimits usual = network == null ? HourlyLimits.CREDENTIAL : HourlyLimits.NETWORK;
        return new SubmitterChange(forwards, suspended, limits).values(usual);
    }
}
