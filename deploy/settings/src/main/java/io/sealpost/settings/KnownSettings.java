package io.sealpost.settings;

import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All settings of a service: the members of its {@code @ConfigMapping} interfaces below {@code sealpost}. */
public final class KnownSettings {
    static final String ROOT = "sealpost.";

    private final SortedMap<KnownName, KnownSetting> byName;

    private KnownSettings(SortedMap<KnownName, KnownSetting> byName) {
        this.byName = byName;
    }

    /** Reads the interfaces; those of others are left out. */
    public static KnownSettings of(Collection<ConfigClass> mappings) {
        SortedMap<KnownName, KnownSetting> byName = new TreeMap<>();
        for (ConfigClass mapping : mappings) {
            if ((mapping.getPrefix() + ".").startsWith(ROOT)) {
                add(byName, ConfigMappings.getProperties(mapping));
            }
        }
        return new KnownSettings(byName);
    }

    /** Every name, with {@code *} for a key of the operator's choice, and its default; empty for none. */
    public Map<String, String> defaults() {
        SortedMap<String, String> defaults = new TreeMap<>();
        byName.forEach((name, setting) -> defaults.put(name.pattern(), setting.defaultValue()));
        return defaults;
    }

    /** Every name, and what reads its value: the simple name of a converter, empty for plain text; a list of such. */
    public Map<String, String> readers() {
        SortedMap<String, String> readers = new TreeMap<>();
        byName.forEach((name, setting) -> readers.put(name.pattern(), setting.reader()));
        return readers;
    }

    /** The names whose value is neither plain text nor read by a converter of ours: a wrong one would not be told in words. */
    public List<String> withoutConverter() {
        return byName.values().stream()
                .filter(setting -> !setting.isJudged())
                .map(setting -> setting.name().pattern())
                .toList();
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    Set<KnownName> names() {
        return byName.keySet();
    }

    /** One line for each value that does not fit, and for each that is missing. */
    List<String> complaints(Collection<Given> given) {
        List<String> complaints = new ArrayList<>();
        for (KnownSetting setting : byName.values()) {
            List<Given> values = given.stream()
                    .filter(each -> !each.value().isEmpty() && setting.name().covers(each))
                    .toList();
            values.forEach(each -> setting.complaint(each).ifPresent(complaints::add));
            if (values.isEmpty() && setting.isRequired()) {
                complaints.add(setting.name().pattern() + " is required and not set");
            }
        }
        return complaints;
    }

    private static void add(SortedMap<KnownName, KnownSetting> byName, Map<String, Property> properties) {
        properties.forEach((name, property) -> {
            boolean list = properties.containsKey(name + KnownName.ELEMENT);
            byName.putIfAbsent(new KnownName(name), new KnownSetting(new KnownName(name), property, list));
        });
    }
}
