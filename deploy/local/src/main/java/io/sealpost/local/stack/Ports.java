package io.sealpost.local.stack;

import io.sealpost.platform.net.FreePort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The loopback ports of a stack: fixed, and all moved by one offset.
 *
 * @param offset added to each port, 0 to {@value #LARGEST_OFFSET}
 * @param relays 1 to {@value #MOST_RELAYS}; relays are counted from 1, and each further one has ports that are higher by 10
 */
public record Ports(int offset, int relays) {
    public static final int LARGEST_OFFSET = 56_000;
    public static final int MOST_RELAYS = 9;

    /** Below the ports that Linux gives to outgoing connections. */
    private static final int FREE_OFFSETS_FROM = 10_000;

    private static final int FREE_OFFSETS = 13_000;
    private static final int TRIES = 200;

    public Ports {
        if (offset < 0 || offset > LARGEST_OFFSET) {
            throw new IllegalArgumentException("a port offset is 0 to " + LARGEST_OFFSET + ", not " + offset);
        }
        if (relays < 1 || relays > MOST_RELAYS) {
            throw new IllegalArgumentException("there can be 1 to " + MOST_RELAYS + " relays, not " + relays);
        }
    }

    /** Ports that are all free now, moved by some offset. */
    public static Ports free(int relays) {
        return free(relays, FREE_OFFSETS_FROM, FREE_OFFSETS);
    }

    /** Ports that are all free now, moved by one of so many offsets from the first on. */
    public static Ports free(int relays, int first, int offsets) {
        Random random = new Random();
        for (int i = 0; i < TRIES; i++) {
            Ports ports = new Ports(first + random.nextInt(offsets), relays);
            if (ports.taken().isEmpty()) {
                return ports;
            }
        }
        throw new IllegalStateException("found no offset at which all ports are free");
    }

    /** The options of {@code up} that ask for these ports. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (relays != 1) {
            options.addAll(List.of("--relays", Integer.toString(relays)));
        }
        if (offset != 0) {
            options.addAll(List.of("--port-offset", Integer.toString(offset)));
        }
        return options;
    }

    public int rules() {
        return 8080 + offset;
    }

    public int relay(int number) {
        return 8081 + offset + 10 * (number - 1);
    }

    /** HTTPS of a relay. */
    public int relayHttps(int number) {
        return 8443 + offset + 10 * (number - 1);
    }

    public int bounce() {
        return 8082 + offset;
    }

    public int smtp(int number) {
        return 2525 + offset + 10 * (number - 1);
    }

    public int kafka() {
        return 9092 + offset;
    }

    public int postgres() {
        return 5433 + offset;
    }

    /** Every port with what listens there. */
    public Map<Integer, String> all() {
        Map<Integer, String> all = new LinkedHashMap<>();
        all.put(rules(), "rules-service");
        all.put(bounce(), "bounce-service");
        all.put(kafka(), "Kafka");
        all.put(postgres(), "PostgreSQL");
        for (int number = 1; number <= relays; number++) {
            all.put(relay(number), "relay-" + number);
            all.put(relayHttps(number), "HTTPS of relay-" + number);
            all.put(smtp(number), "SMTP of relay-" + number);
        }
        return all;
    }

    /** The ports on which something else listens now, with what they are needed for. */
    public Map<Integer, String> taken() {
        return all().entrySet().stream()
                .filter(port -> !FreePort.isFree(port.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    /** Fails with a message that names each port that is taken, its part, and the option that helps. */
    public void requireFree() {
        Map<Integer, String> taken = taken();
        if (!taken.isEmpty()) {
            throw new PortsTaken(taken);
        }
    }
}
