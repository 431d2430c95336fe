package io.sealpost.settings;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** Hangs the {@link SettingsGate} into every configuration that is built; found as a service of SmallRye Config. */
public final class SettingsCustomizer implements SmallRyeConfigBuilderCustomizer {
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withInterceptors(new SettingsGate(builder.getMappingsBuilder()));
    }
}
