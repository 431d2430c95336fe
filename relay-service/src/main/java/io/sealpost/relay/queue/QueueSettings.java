package io.sealpost.relay.queue;

import io.sealpost.settings.Count;
import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long and how hard the queue tries. */
@ConfigMapping(prefix = "sealpost.queue")
public interface QueueSettings {
    /** How long after its acceptance a message is given up (RFC 5321 §4.5.4.1: at least 4 to 5 days). */
    @WithDefault("P5D")
    @WithConverter(Span.class)
    Duration lifetime();

    /** How old a message is when a sender who asked for it is told that it waits (RFC 3461, NOTIFY=DELAY). */
    @WithDefault("PT4H")
    @WithConverter(Span.class)
    Duration delayNotice();

    /** The wait after the first deferral; all later waits grow from it in the same proportion. */
    @WithDefault("PT5M")
    @WithConverter(Span.class)
    Duration firstRetry();

    /** How many attempts there are at once; a message counts once for each of its recipient domains. */
    @WithDefault("500")
    @WithConverter(Count.class)
    int concurrency();

    /** How many of them may go to one recipient domain, once it has shown that it bears as many. */
    @WithDefault("50")
    @WithConverter(Count.class)
    int concurrencyPerDestination();

    /**
     * How many messages are in memory; a message counts once for each of its recipient domains. More wait in the spool
     * alone, those first that are due last, and are read when there is room.
     */
    @WithDefault("100000")
    @WithConverter(Count.class)
    int maxInMemory();

    /** How long a stop waits for the attempts under way. */
    @WithDefault("PT15S")
    @WithConverter(Span.class)
    Duration stopTimeout();
}
