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

    /** Idle connections in all. */
    @WithDefault("200")
    @WithConverter(Count.class)
    int maxIdle();
}
