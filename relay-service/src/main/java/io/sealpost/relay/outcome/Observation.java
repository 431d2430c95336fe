package io.sealpost.relay.outcome;

import io.sealpost.relay.mail.Reply;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What was seen of one address of a destination in one attempt.
 *
 * @param at when the attempt ended
 * @param host the name that was looked up (MX host, route or domain)
 * @param address IP:PORT; empty where no address was found for the host
 * @param kind its class
 * @param reply the remote's reply that decided, if one did
 * @param detail our words for what was seen, one line; empty where the reply says it all
 * @param tls the TLS session, if there was one
 */
public record Observation(
        Instant at,
        String host,
        Optional<String> address,
        AttemptClass kind,
        Optional<Reply> reply,
        String detail,
        Optional<TlsEvidence> tls) {
    public Observation {
        Objects.requireNonNull(at);
        Objects.requireNonNull(host);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(detail);
    }

    /** The remote's words if it spoke, else ours. */
    public String words() {
        return reply.filter(r -> detail.isEmpty()).map(Reply::words).orElse(detail);
    }
}
