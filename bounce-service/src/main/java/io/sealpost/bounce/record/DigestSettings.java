package io.sealpost.bounce.record;

import io.sealpost.settings.Count;
import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** When many reports are told of in one message. */
@ConfigMapping(prefix = "sealpost")
interface DigestSettings {

    /** Reports to one sender within the window of a storm; those beyond are told of in one message at its end. */
    @WithName("storm.limit")
    @WithDefault("100")
    @WithConverter(Count.class)
    int stormLimit();

    /** How long reports to one sender are counted, from the first on. */
    @WithName("storm.window")
    @WithDefault("PT1H")
    @WithConverter(Span.class)
    Duration stormWindow();

    /** The shortest time between two messages to an organization's contact about reports that cannot be delivered. */
    @WithName("contact.interval")
    @WithDefault("P1D")
    @WithConverter(Span.class)
    Duration contactInterval();

    /** How long such reports are gathered for the first message. */
    @WithName("contact.gather")
    @WithDefault("PT10M")
    @WithConverter(Span.class)
    Duration contactGather();
}
