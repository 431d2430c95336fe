package io.sealpost.relay.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the topics are made that this service writes. */
@ConfigMapping(prefix = "sealpost.topics")
public interface TopicSettings {
    /** Whether missing topics are created at start. */
    @WithDefault("true")
    boolean create();

    /** On how many brokers each record of a created topic lies. */
    @WithDefault("1")
    short replication();
}
