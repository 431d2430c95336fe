package io.sealpost.local.command;

import io.sealpost.local.bench.Amount;
import io.sealpost.local.bench.Bench;
import io.sealpost.local.bench.Load;
import io.sealpost.local.stack.Delivery;
import io.sealpost.local.stack.HostPort;
import io.sealpost.local.stack.Ports;
import io.sealpost.local.stack.Route;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the words after {@code sealpost}. */
public final class CommandLine {
    public static final String USAGE = """
            usage: sealpost demo [--port-offset N]
                   sealpost bench [--messages N] [--warm-up N] [--size BYTES] [--connections C] [--kept]
                               [--recipients R] [--rules N] [--destinations D] [--dead D]
                               [--partner-latency MS] [--relays N] [--setting NAME=VALUE]...
                               [--json FILE] [--port-offset N]
                   sealpost up [--detach] [--data DIR] [--relays N] [--route DOMAIN=HOST:PORT]...
                               [--dns HOST:PORT] [--smtp-out-port PORT] [--allow-private] [--port-offset N]
                   sealpost status [--data DIR]
                   sealpost down [--data DIR]

              demo     starts everything with three partner mail servers, shows the main job on a real
                       message, and ends what it started
              bench    starts everything with a generator and a partner's mail server, measures the way of
                       mail under TLS, and ends what it started
              up       starts Kafka, PostgreSQL and the services on the loopback interface and stays until
                       Ctrl-C; with --detach it returns when all are ready
              status   lists what runs with pid, port and health
              down     ends what `up` started, and nothing else

              --data DIR             data, logs, certificates and keys (default: deploy/local/data)
              --relays N             number of relays, 1 to 9 (default: 1)
              --route DOMAIN=HOST:PORT
                                     static route; *=HOST:PORT is a smart host for all; may be repeated
              --dns HOST:PORT        DNS server that the relays ask
              --smtp-out-port PORT   port of MX hosts (default: 25)
              --allow-private        let relays connect to private addresses found by MX
              --port-offset N        moves every port by N

              --messages N           that are measured (default: 20000)
              --warm-up N            that are sent before (default: 10000, and no more than are measured)
              --size BYTES           of a message (default: 10240)
              --connections C        clients at once (default: 50), each with a new connection for each message
              --kept                 clients keep their connection
              --recipients R         of each message (default: 1)
              --rules N              that demand TLS (default: 1)
              --destinations D       recipient domains (default: 1)
              --dead D               of them, whose server takes connections and never answers (default: 0)
              --partner-latency MS   how long the partner waits before its final reply (default: 0)
              --setting NAME=VALUE   a setting of the relays; may be repeated
              --json FILE            gets the figures as JSON, too""";

    private static final List<String> OPTIONS_OF_BENCH = Stream.concat(
                    Stream.of(Amount.values()).map(Amount::option),
                    Stream.of("--kept", "--relays", "--setting", "--json", "--port-offset"))
            .toList();

    private static final List<String> OPTIONS_OF_UP = List.of(
            "--detach",
            "--data",
            "--relays",
            "--route",
            "--dns",
            "--smtp-out-port",
            "--allow-private",
            "--port-offset");

    private final Deque<String> words;
    private boolean detach;
    private boolean allowPrivate;
    private Optional<Path> data = Optional.empty();
    private Optional<String> dns = Optional.empty();
    private Optional<Integer> smtpOutPort = Optional.empty();
    private int relays = 1;
    private int portOffset;
    private final List<Route> routes = new ArrayList<>();
    private final Map<Amount, Integer> amounts = new EnumMap<>(Amount.class);
    private final Map<String, String> settings = new HashMap<>();
    private boolean kept;
    private Optional<Path> json = Optional.empty();

    private CommandLine(List<String> words) {
        this.words = new ArrayDeque<>(words);
    }

    /** Fails with a {@link UsageError}. */
    public static Command parse(List<String> words) {
        return new CommandLine(words).command();
    }

    private Command command() {
        String name = words.isEmpty() ? "help" : words.removeFirst();
        return switch (name) {
            case "demo" -> {
                options(name, List.of("--port-offset"));
                yield new Command.Demo(ports().offset());
            }
            case "bench" -> {
                options(name, OPTIONS_OF_BENCH);
                yield new Command.Measure(new Bench.Order(load(), settings, ports(), json));
            }
            case "up" -> {
                options(name, OPTIONS_OF_UP);
                yield new Command.Up(detach, data, ports(), new Delivery(routes, dns, smtpOutPort, allowPrivate));
            }
            case "status" -> {
                options(name, List.of("--data"));
                yield new Command.Status(data);
            }
            case "down" -> {
                options(name, List.of("--data"));
                yield new Command.Down(data);
            }
            case "help", "--help", "-h" -> new Command.Help();
            default ->
                throw new UsageError("there is no command " + name + "; there are demo, bench, up, status and down");
        };
    }

    private void options(String command, List<String> known) {
        while (!words.isEmpty()) {
            String option = words.removeFirst();
            if (!known.contains(option)) {
                throw new UsageError(command + " knows no option " + option + "; it knows " + String.join(", ", known));
            }
            apply(option);
        }
    }

    private void apply(String option) {
        switch (option) {
            case "--detach" -> detach = true;
            case "--allow-private" -> allowPrivate = true;
            case "--data" -> data = Optional.of(value(option, Path::of));
            case "--relays" -> relays = value(option, Integer::parseInt);
            case "--route" -> routes.add(value(option, Route::parse));
            case "--dns" -> dns = Optional.of(value(option, HostPort::require));
            case "--smtp-out-port" -> smtpOutPort = Optional.of(value(option, CommandLine::port));
            case "--port-offset" -> portOffset = value(option, Integer::parseInt);
            case "--kept" -> kept = true;
            case "--json" -> json = Optional.of(value(option, Path::of));
            case "--setting" -> {
                Map.Entry<String, String> setting = value(option, CommandLine::setting);
                settings.put(setting.getKey(), setting.getValue());
            }
            default -> amount(option);
        }
    }

    private void amount(String option) {
        Amount amount = Amount.of(option).orElseThrow(() -> new IllegalArgumentException(option));
        amounts.put(amount, value(option, amount::read));
    }

    private <T> T value(String option, Function<String, T> reader) {
        if (words.isEmpty()) {
            throw new UsageError(option + " needs a value");
        }
        String word = words.removeFirst();
        try {
            return reader.apply(word);
        } catch (NumberFormatException e) {
            throw new UsageError(option + " needs a number, not " + word);
        } catch (InvalidPathException e) {
            throw new UsageError(option + " needs a folder, not " + word);
        } catch (IllegalArgumentException e) {
            throw new UsageError(option + ": " + e.getMessage());
        }
    }

    private Load load() {
        try {
            return Load.of(amounts, kept);
        } catch (IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()));
        }
    }

    private Ports ports() {
        try {
            return new Ports(portOffset, relays);
        } catch (IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()));
        }
    }

    private static Map.Entry<String, String> setting(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("a setting is NAME=VALUE, not " + text);
        }
        return Map.entry(text.substring(0, equals), text.substring(equals + 1));
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + text);
        }
        return port;
    }
}
