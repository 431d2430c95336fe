package io.sealpost.relay.report;

import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Observation;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the TLS alert (RFC 8446 §6) that ended a handshake in what JSSE says of its failure, whichever side sent it.
 *
 * <p>JSSE names an alert that came in; releases behind 17 also name, in front, the one that they send. Of a server that
 * chose a version that we do not offer, it says only that; what it sends then is {@code protocol_version}.
 */
final class HandshakeAlert {
    private static final Pattern NAMED =
            Pattern.compile("Received fatal alert: ([a-z_]{1,40})|handshake failed: \\(([a-z_]{1,40})\\)");
    private static final String OTHER_VERSION = "server selected protocol version";

    private HandshakeAlert() {}

    static Optional<String> of(Observation seen) {
        if (seen.kind() != AttemptClass.TLS_TEMP) {
            return Optional.empty();
        }
        Matcher named = NAMED.matcher(seen.detail());
        if (named.find()) {
            return Optional.ofNullable(named.group(1)).or(() -> Optional.of(named.group(2)));
        }
        return seen.detail().contains(OTHER_VERSION) ? Optional.of("protocol_version") : Optional.empty();
    }
}
