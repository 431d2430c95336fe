package io.sealpost.bounce.reporting;

import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long reports are kept. */
@ConfigMapping(prefix = "sealpost.retention")
interface RetentionSettings {

    /** After their end; longer than the topic keeps events, or a topic read anew would be reported again. */
    @WithDefault("P35D")
    @WithConverter(Span.class)
    Duration age();

    /** How often older ones are looked for. */
    @WithDefault("PT15M")
    @WithConverter(Span.class)
    Duration interval();
}
