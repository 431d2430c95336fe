package io.sealpost.relay.ruleset;

import io.sealpost.settings.HttpUrl;
import io.sealpost.settings.ShortCount;
import io.sealpost.settings.Span;
import io.sealpost.settings.Switch;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How long rulesets are trusted, and what the relay tells of itself on {@code sealpost.relay-status}. */
@ConfigMapping(prefix = "sealpost")
interface RulesetSettings {
    /** After this long without Kafka no mail is taken or delivered. */
    @WithName("rules.max-staleness")
    @WithDefault("PT24H")
    @WithConverter(Span.class)
    Duration maxStaleness();

    /** The instance's name, unique among all relays. */
    @WithName("relay.id")
    String relay();

    /** The address of the operators' REST. */
    @WithName("admin.url")
    @WithConverter(HttpUrl.class)
    String adminUrl();

    /** Whether a missing topic is made. */
    @WithName("topics.create")
    @WithDefault("true")
    @WithConverter(Switch.class)
    boolean createTopics();

    /** On how many brokers each record of a topic that is made lies. */
    @WithName("topics.replication")
    @WithDefault("1")
    @WithConverter(ShortCount.class)
    short replication();
}
