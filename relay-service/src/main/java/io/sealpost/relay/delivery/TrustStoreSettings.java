package io.sealpost.relay.delivery;

import io.sealpost.settings.ReadableFile;
import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Whom the relay trusts where a rule demands a trusted certificate. */
@ConfigMapping(prefix = "sealpost.delivery.trust-store")
public interface TrustStoreSettings {
    /** A PEM bundle of roots; without it those of the JDK. */
    @WithConverter(ReadableFile.class)
    Optional<Path> file();

    /** How often the bundle is looked at. */
    @WithDefault("PT30S")
    @WithConverter(Span.class)
    Duration checkInterval();
}
