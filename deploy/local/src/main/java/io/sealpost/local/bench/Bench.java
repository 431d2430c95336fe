package io.sealpost.local.bench;

import io.sealpost.local.provision.RulesApi;
import io.sealpost.local.stack.DataFolder;
import io.sealpost.local.stack.Delivery;
import io.sealpost.local.stack.Jvm;
import io.sealpost.local.stack.Ports;
import io.sealpost.local.stack.Route;
import io.sealpost.local.stack.Stack;
import io.sealpost.local.stack.StackConfig;
import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the way of mail through a stack of its own: from the customer's connection over the relays, which have the JVM
 * options of their image, to a partner's server under the TLS that a rule demands. Its data folder is made anew each time and
 * kept for its logs.
 */
public final class Bench {
    private static final List<String> GENERATOR =
            List.of("-Xmx256m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    /** With both compilers: only the second has the processor's instructions for TLS. */
    private static final List<String> PARTNER = List.of("-Xmx512m", "-Xss512k", "-XX:+UseSerialGC");

    private final Path root;
    private final Path data;
    private final Order order;
    private final PrintStream out;
    private final Tally tally;

    private Bench(Path root, Order order, PrintStream out) {
        this.root = root;
        this.data = root.resolve("deploy/local/target/bench-" + order.ports().offset());
        this.order = order;
        this.out = out;
        this.tally = new Tally(order.load());
    }

    /**
     * What is asked for.
     *
     * @param settings of the relays, beside those of every stack
     * @param ports of the stack, with the number of its relays
     * @param json the file that gets the results as JSON
     */
    public record Order(Load load, Map<String, String> settings, Ports ports, Optional<Path> json) {
        public Order {
            settings = Map.copyOf(settings);
        }
    }

    /** Answers whether every message was taken and has arrived intact. Everything that it started has ended when it returns. */
    public static boolean run(Path root, Order order, PrintStream out) {
        return new Bench(root, order, out).run();
    }

    private boolean run() {
        order.json().ifPresent(Bench::requireWritable);
        Stack.makeWay(config(List.of()));
        new DataFolder(data).empty();
        prepare();
        try (SilentServer silent = SilentServer.start();
                Worker partner = worker(Partner.class, PARTNER, order.load().words())) {
            out.println("Starting Kafka, PostgreSQL, the services, a generator and a partner's server …");
            int port = new Progress(tally, out).awaitPort(partner);
            List<Route> routes = Stream.concat(
                            routes(order.load().alive(), port),
                            routes(order.load().dead(), silent.port()))
                    .toList();
            try (Stack stack = Stack.start(config(routes))) {
                return measure(stack, partner);
            }
        }
    }

    private static Stream<Route> routes(List<String> domains, int port) {
        return domains.stream().map(domain -> new Route(domain, "127.0.0.1:" + port));
    }

    private boolean measure(Stack stack, Worker partner) {
        Consumer<String> unheard = line -> {};
        new Customer(new RulesApi(stack.rules(), stack.operatorKey(), unheard)).create(order.load());
        String smtp = IntStream.rangeClosed(1, order.ports().relays())
                .mapToObj(number -> Integer.toString(stack.smtp(number).getPort()))
                .collect(Collectors.joining(","));
        List<String> words = new ArrayList<>(List.of(smtp));
        words.addAll(order.load().words());
        try (Worker generator = worker(Generator.class, GENERATOR, words)) {
            Processes processes = new Processes(stack, order.ports().relays(), generator, partner);
            out.println("Pids of the relays: " + processes.relays() + "; logs are in " + data.resolve("logs"));
            Results results = new Run(order.load(), tally, generator, processes, out).results(setting());
            out.println();
            out.print(ResultsText.of(results));
            order.json().ifPresent(file -> write(results, file));
            return results.isGood();
        }
    }

    private Worker worker(Class<?> program, List<String> jvm, List<String> words) {
        Path log = data.resolve("logs").resolve(program.getSimpleName() + ".log");
        return Worker.start(program, jvm, words, log, tally);
    }

    private StackConfig config(List<Route> routes) {
        Map<String, String> settings = new HashMap<>();
        // All clients come from one address.
        settings.put("sealpost.smtp.max-connections-per-network", "1000");
        settings.putAll(order.settings());
        return StackConfig.in(root, data)
                .with(order.ports())
                .with(Delivery.by(routes.toArray(Route[]::new)))
                .with(Jvm.OF_THE_IMAGE)
                .with(settings);
    }

    private Results.Setting setting() {
        return Versions.of(root)
                .setting(
                        order.ports().relays(),
                        Jvm.OF_THE_IMAGE.options(root),
                        config(List.of()).settings(),
                        order.load());
    }

    private void prepare() {
        try {
            Files.createDirectories(data.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + data.resolve("logs") + ": " + e, e);
        }
    }

    private static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new ServerFailed("--json: " + file + " cannot be written; name a file in a folder that is there");
        }
    }

    private void write(Results results, Path file) {
        try {
            Files.writeString(file, ResultsJson.of(results));
        } catch (IOException e) {
            throw new ServerFailed("cannot write the results to " + file + ": " + e, e);
        }
    }
}
