package io.sealpost.rules.access;

import io.sealpost.settings.Count;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;

/** How often a key may call. */
@ConfigMapping(prefix = "sealpost.http")
interface RateSettings {

    /** Requests of a key in a second, on each instance; ten times as many at once after a pause. Without it there is no limit. */
    Optional<@WithConverter(Count.class) Integer> requestsPerSecond();
}
