package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Domain;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Remembers the recipient domains at whose servers TLS came about, so that the sudden absence of TLS is taken for what it
 * may be: somebody in between who strips STARTTLS, or an accident. For all threads; does not block.
 */
public interface TlsMemory {
    /** Has seen nothing and keeps nothing. */
    TlsMemory NONE = new TlsMemory() {
        @Override
        public void saw(Domain domain, Instant at) {}

        @Override
        public CompletionStage<Boolean> hasSeen(Domain domain, Instant now) {
            return CompletableFuture.completedStage(false);
        }
    };

    /** A TLS session with one of the domain's servers came about. */
    void saw(Domain domain, Instant at);

    /** Whether one did in the last 30 days. */
    CompletionStage<Boolean> hasSeen(Domain domain, Instant now);
}
