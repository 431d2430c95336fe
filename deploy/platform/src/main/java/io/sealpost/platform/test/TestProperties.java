package io.sealpost.platform.test;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.List;

/**
 * Tells the configuration of an application under test which system properties of its JVM are none of its settings: those
 * of the build and of this platform. Found as a service of SmallRye Config.
 */
public final class TestProperties implements SmallRyeConfigBuilderCustomizer {
    private static final String PREFIX = "sealpost.";
    private static final List<String> ROOMS = List.of("kafka.", "postgres.", "test.", "root", "contracts");

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> ROOMS.stream().anyMatch(room -> name.startsWith(PREFIX + room)))
                .forEach(builder::withMappingIgnore);
    }
}
