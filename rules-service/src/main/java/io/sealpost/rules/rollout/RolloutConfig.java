package io.sealpost.rules.rollout;

import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a relay counts as silent, and when as gone. */
@ConfigMapping(prefix = "sealpost.rollout")
interface RolloutConfig {

    /** A relay that said nothing for this long is listed as silent. */
    @WithDefault("PT30S")
    @WithConverter(Span.class)
    Duration silence();

    /** Added to the max-staleness that a silent relay announced; after both it takes and sends no mail for sure. */
    @WithDefault("PT5M")
    @WithConverter(Span.class)
    Duration departureMargin();
}
