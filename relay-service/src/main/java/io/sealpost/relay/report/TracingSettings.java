package io.sealpost.relay.report;

import io.sealpost.settings.Count;
import io.sealpost.settings.HttpUrl;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where traces go. */
@ConfigMapping(prefix = "sealpost.tracing")
interface TracingSettings {
    /** A collector's URL for spans, OTLP over HTTP; without it there are no traces. */
    @WithConverter(HttpUrl.class)
    Optional<String> endpoint();

    /** Of how many messages one is traced. */
    @WithDefault("1")
    @WithConverter(Count.class)
    int oneIn();
}
