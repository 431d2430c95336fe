package io.sealpost.relay.admin;

import io.netty.util.NetUtil;
import io.sealpost.relay.ingress.Hypothesis;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.ReversePath;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A message of which somebody asks what the rules would decide. */
@Schema(name = "ExplainBody")
public record ExplainBody(
        @Schema(
                required = true,
                description = "The reverse path; empty text for the null path.",
                examples = "alice@sender.example")
        @Nullable String from,

        @Schema(required = true, description = "1 to 100 recipients.", examples = "[\"bob@bank.example\"]") @Nullable List<@Nullable String> to,

        @Schema(
                description =
                        "The whole message. Without it, criteria on its header and its content count as matching.")
        @Nullable String message,

        @Schema(
                description =
                        "The address that it would be submitted from. Without it, sourceNetwork counts as matching.",
                examples = "192.0.2.25")
        @Nullable String sourceAddress) {
    private static final int MOST_RECIPIENTS = 100;

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names the field that does not fit */
    static Hypothesis read(@Nullable ExplainBody body) {
        if (body == null || body.from == null) {
            throw AdminProblem.BAD_PARAMETER.with("from: expected the reverse path, or an empty text");
        }
        if (body.to == null || body.to.isEmpty() || body.to.size() > MOST_RECIPIENTS) {
            throw AdminProblem.BAD_PARAMETER.with("to: expected 1 to " + MOST_RECIPIENTS + " recipients");
        }
        return new Hypothesis(
                parsed("from", body.from, ReversePath::parse),
                body.to.stream().map(to -> parsed("to", to, Address::parse)).toList(),
                Optional.ofNullable(body.message).map(ExplainBody::octets),
                Optional.ofNullable(body.sourceAddress)
                        .map(text -> parsed("sourceAddress", text, ExplainBody::address)));
    }

    private static <T> T parsed(String field, @Nullable String text, Function<String, T> parser) {
        try {
            return parser.apply(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw AdminProblem.BAD_PARAMETER.with(field + ": " + e.getMessage());
        }
    }

    /** As on the wire: lines end with CRLF. */
    private static byte[] octets(String message) {
        return message.replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static InetAddress address(String text) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(text);
        if (address == null) {
            throw new IllegalArgumentException("not an IP address: \"" + text + "\"");
        }
        return address;
    }
}
