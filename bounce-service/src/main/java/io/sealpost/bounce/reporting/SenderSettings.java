package io.sealpost.bounce.reporting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the sender loop works. */
@ConfigMapping(prefix = "sealpost.sender")
interface SenderSettings {

    /** Reports under way at once. */
    @WithDefault("16")
    int concurrency();

    /** How often the database is looked through for reports that are due. */
    @WithDefault("PT2S")
    Duration sweep();

    /** How long a claimed report is left to its claimer; longer than any submission can take. */
    @WithDefault("PT2M")
    Duration lease();

    /** The pause after the first failed attempt; each further one doubles it. */
    @WithDefault("PT5S")
    Duration shortestPause();

    /** The pause grows no longer than this. */
    @WithDefault("PT15M")
    Duration longestPause();
}
