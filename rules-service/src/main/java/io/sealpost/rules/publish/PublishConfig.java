package io.sealpost.rules.publish;

import io.sealpost.settings.Count;
import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the publisher works. */
@ConfigMapping(prefix = "sealpost.publish")
interface PublishConfig {

    /** How often it looks for changes of which it was not told, and whether the topic is still the same. */
    @WithDefault("PT2S")
    @WithConverter(Span.class)
    Duration sweep();

    /** How many states are sent before they are awaited and noted. */
    @WithDefault("200")
    @WithConverter(Count.class)
    int batch();

    /**
     * After this long without a word from the instance that publishes, the database ends its session, and another
     * instance publishes. Longer than a batch can take, which is 10 s.
     */
    @WithDefault("PT30S")
    @WithConverter(Span.class)
    Duration lease();
}
