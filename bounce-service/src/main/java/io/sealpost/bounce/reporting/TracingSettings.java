package io.sealpost.bounce.reporting;

import io.sealpost.settings.HttpUrl;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;

/** Where traces go. */
@ConfigMapping(prefix = "sealpost.tracing")
interface TracingSettings {
    /** A collector's URL for spans, OTLP over HTTP; without it there are no traces. */
    @WithConverter(HttpUrl.class)
    Optional<String> endpoint();
}
