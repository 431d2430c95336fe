package io.sealpost.relay.delivery;

import io.sealpost.settings.Count;
import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long a connection serves. */
@ConfigMapping(prefix = "sealpost.delivery.connection")
public interface ReuseSettings {
    /** Messages on one connection; 1: none is kept. */
    @WithDefault("100")
    @WithConverter(Count.class)
    int maxMessages();

    /** After this long no further message begins on it. */
    @WithDefault("PT5M")
    @WithConverter(Span.class)
    Duration maxAge();

    /** How long it waits for a further message; servers wait for five minutes at least (RFC 5321 §4.5.3.2.7). */
    @WithDefault("PT10S")
    @WithConverter(Span.class)
    Duration idleTimeout();

    /**
     * Idle connections in all. As many as there may be attempts at once, where nothing else is said: with fewer, those of
     * attempts that end together are closed, and the next ones make handshakes.
     */
    @WithDefault("${sealpost.queue.concurrency:500}")
    @WithConverter(Count.class)
    int maxIdle();
}
