package io.sealpost.relay.ingress;

import io.quarkus.runtime.configuration.MemorySize;
import io.sealpost.relay.content.ContentLimits;
import io.sealpost.settings.Count;
import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How far the content of mail is looked at where rules ask for it. */
@ConfigMapping(prefix = "sealpost.content")
interface ContentSettings {
    /** Multiparts and messages within one another. */
    @WithDefault("20")
    @WithConverter(Count.class)
    int maxDepth();

    /** Parts of a message in all. */
    @WithDefault("1000")
    @WithConverter(Count.class)
    int maxParts();

    /** The header of each part. */
    @WithDefault("256K")
    @WithConverter(SizeInMemory.class)
    MemorySize maxHeaderSize();

    /** All texts of a message together, decoded; one of them at a time is held in memory on each thread. */
    @WithDefault("1M")
    @WithConverter(SizeInMemory.class)
    MemorySize maxText();

    /** How long one message may take. */
    @WithDefault("PT2S")
    @WithConverter(Span.class)
    Duration maxTime();

    /** Messages looked at at a time; others wait for them. */
    @WithDefault("2")
    @WithConverter(Count.class)
    int threads();

    default ContentLimits limits() {
        return new ContentLimits(
                maxDepth(),
                maxParts(),
                Math.toIntExact(maxHeaderSize().asLongValue()),
                Math.toIntExact(maxText().asLongValue()),
                maxTime());
    }
}
