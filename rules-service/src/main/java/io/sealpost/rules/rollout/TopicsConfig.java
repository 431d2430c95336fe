package io.sealpost.rules.rollout;

import io.sealpost.settings.ShortCount;
import io.sealpost.settings.Switch;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How this service makes the topics that it writes to. */
@ConfigMapping(prefix = "sealpost.topics")
public interface TopicsConfig {

    /** Whether it makes them at all. */
    @WithDefault("true")
    @WithConverter(Switch.class)
    boolean create();

    @WithDefault("1")
    @WithConverter(ShortCount.class)
    short replication();
}
