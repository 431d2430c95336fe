package io.sealpost.settings;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import io.smallrye.config.SmallRyeConfigBuilder.MappingBuilder;
import jakarta.annotation.Priority;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets no configuration pass that has unknown or wrong settings of ours.
 *
 * <p>SmallRye Config reads all mappings and then asks whether names are to be validated that no mapping has; that question
 * is the moment of the check. Its own validation neither looks at environment variables nor makes a suggestion. A
 * configuration without mappings of ours, as at build time, is not looked at, nor are names that the builder was told to
 * ignore.
 */
@Priority(Priorities.APPLICATION + 1000)
final class SettingsGate implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;
    static final String MOMENT = "smallrye.config.mapping.validate-unknown";
    private static final String ENVIRONMENT = "EnvConfigSource";

    private final transient MappingBuilder mappings;

    SettingsGate(MappingBuilder mappings) {
        this.mappings = mappings;
    }

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (name.equals(MOMENT)) {
            check(context);
        }
        return context.proceed(name);
    }

    private void check(ConfigSourceInterceptorContext context) {
        KnownSettings known = KnownSettings.of(mappings.getMappings());
        if (known.isEmpty()) {
            return;
        }
        Set<Given> given = given(context);
        List<String> complaints = new ArrayList<>(UnknownSettings.complaints(known.names(), given));
        complaints.addAll(known.complaints(given));
        if (!complaints.isEmpty()) {
            throw new WrongSettings(complaints);
        }
    }

    private Set<Given> given(ConfigSourceInterceptorContext context) {
        Set<Given> given = new LinkedHashSet<>();
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.startsWith(KnownSettings.ROOT)
                    && !mappings.getIgnoredPaths().contains(name)) {
                given.add(given(name, context.proceed(name)));
            }
        }
        return given;
    }

    private static Given given(String name, @Nullable ConfigValue value) {
        if (value == null) {
            return new Given(name, "", false);
        }
        String source = value.getConfigSourceName();
        boolean environment = source != null && source.contains(ENVIRONMENT);
        String text = value.getValue() == null ? value.getRawValue() : value.getValue();
        return new Given(name, text == null ? "" : text, environment);
    }
}
