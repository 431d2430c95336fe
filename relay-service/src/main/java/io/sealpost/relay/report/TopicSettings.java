package io.sealpost.relay.report;

import io.sealpost.settings.ShortCount;
import io.sealpost.settings.Switch;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How the topics are made that this service writes. */
@ConfigMapping(prefix = "sealpost.topics")
public interface TopicSettings {
    /** Whether missing topics are created at start. */
    @WithDefault("true")
    @WithConverter(Switch.class)
    boolean create();

    /** On how many brokers each record of a created topic lies. */
    @WithDefault("1")
    @WithConverter(ShortCount.class)
    short replication();
}
