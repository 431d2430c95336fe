package io.sealpost.bounce.reporting;

import io.sealpost.tracing.Tracing;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what begins spans. */
@Singleton
final class TracingProducer {

    /** How many are traced was decided where their messages were taken. */
    private static final int EVERY = 1;

    private final TracingSettings settings;
    private final String instance;

    /** @param instance the name of its host */
    TracingProducer(
            TracingSettings settings, @ConfigProperty(name = "HOSTNAME", defaultValue = "bounce-1") String instance) {
        this.settings = settings;
        this.instance = instance;
    }

    @Produces
    @Singleton
    Tracing tracing() {
        return Tracing.of(settings.endpoint(), EVERY, "sealpost-bounce", instance);
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }
}
