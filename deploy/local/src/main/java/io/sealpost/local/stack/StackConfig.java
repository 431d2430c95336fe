package io.sealpost.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a stack is made of.
 *
 * @param root the top folder of the repository, with the built services
 * @param data where data, logs, certificates and keys live
 * @param relayJvm what the relays run in
 * @param settings further settings of the relays, by their names; they win over the stack's own
 */
public record StackConfig(
        Path root, Path data, Ports ports, Delivery delivery, Jvm relayJvm, Map<String, String> settings) {
    public StackConfig {
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
    }

    /** One relay on the standard ports that delivers to the world. */
    public static StackConfig in(Path root, Path data) {
        return new StackConfig(root, data, new Ports(0, 1), Delivery.standard(), Jvm.SMALL, Map.of());
    }

    /** The options of {@code up}, apart from the data folder, that differ from the defaults. */
    public List<String> options() {
        return Stream.concat(ports.options().stream(), delivery.options().stream())
                .toList();
    }

    public StackConfig with(Ports changed) {
        return new StackConfig(root, data, changed, delivery, relayJvm, settings);
    }

    public StackConfig with(Delivery changed) {
        return new StackConfig(root, data, ports, changed, relayJvm, settings);
    }

    public StackConfig with(Jvm changed) {
        return new StackConfig(root, data, ports, delivery, changed, settings);
    }

    public StackConfig with(Map<String, String> changed) {
        return new StackConfig(root, data, ports, delivery, relayJvm, changed);
    }
}
