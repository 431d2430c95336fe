package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import java.time.Duration;
import java.util.Optional;

/** What became of a claim. */
sealed interface Proving {
    /**
     * It holds.
     *
     * @param serverSignature by which the server proves itself to a client of SCRAM; empty for a secret in clear
     */
    record Proved(Identity identity, Optional<byte[]> serverSignature) implements Proving {}

    /**
     * It does not, or cannot be judged.
     *
     * @param reply what the client is told
     * @param delay how long it is kept waiting for it
     */
    record Refused(Reply reply, Duration delay) implements Proving {}
}
