package io.sealpost.rules.rollout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How this service makes the topics that it writes to. */
@ConfigMapping(prefix = "sealpost.topics")
public interface TopicsConfig {

    /** Whether it makes them at all. */
    @WithDefault("true")
    boolean create();

    @WithDefault("1")
    short replication();
}
