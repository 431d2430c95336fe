package io.sealpost.rules.access;

import io.sealpost.settings.Span;
import io.sealpost.settings.WritablePlace;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The first key, and what is noted of all. */
@ConfigMapping(prefix = "sealpost")
interface AccessSettings {

    /** The file in which the first start writes it; one that is there already is adopted. */
    @WithDefault("operator-key")
    @WithConverter(WritablePlace.class)
    Path operatorKeyFile();

    /** How often the last uses of keys are written. */
    @WithDefault("PT10S")
    @WithConverter(Span.class)
    Duration keyUseInterval();
}
