package io.sealpost.bounce.reporting;

import io.sealpost.settings.Count;
import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the sender loop works. */
@ConfigMapping(prefix = "sealpost.sender")
interface SenderSettings {

    /** Reports under way at once. */
    @WithDefault("16")
    @WithConverter(Count.class)
    int concurrency();

    /** How often the database is looked through for reports that are due. */
    @WithDefault("PT2S")
    @WithConverter(Span.class)
    Duration sweep();

    /** How long a claimed report is left to its claimer; longer than any submission can take. */
    @WithDefault("PT2M")
    @WithConverter(Span.class)
    Duration lease();

    /** The pause after the first failed attempt; each further one doubles it. */
    @WithDefault("PT5S")
    @WithConverter(Span.class)
    Duration shortestPause();

    /** The pause grows no longer than this. */
    @WithDefault("PT15M")
    @WithConverter(Span.class)
    Duration longestPause();
}
