package io.sealpost.local;

import io.sealpost.local.stack.DataFolder;
import io.sealpost.local.stack.Part;
import io.sealpost.local.stack.Stack;
import io.sealpost.local.stack.StackConfig;
import io.sealpost.local.state.StackState;
import io.sealpost.local.state.StateFile;
import io.sealpost.platform.process.Launch;
import io.sealpost.platform.process.Lifetime;
import io.sealpost.platform.process.ServerFailed;
import io.sealpost.platform.process.ServerProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Starts the stack and either stays with it or leaves it to a launcher in the background, which stays with it. */
final class Up {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long LOOK_SECONDS = 2;

    private final StackConfig config;
    private final PrintStream out;

    Up(StackConfig config, PrintStream out) {
        this.config = config;
        this.out = out;
    }

    /** Stays until the process is told to end; the stack ends with it. */
    int stay() {
        Stack.requireStartable(config);
        out.println("Starting Kafka, PostgreSQL and the services; logs are in " + logs());
        long begin = System.nanoTime();
        try (Stack stack = Stack.start(config)) {
            out.println("Ready after " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + " s.");
            describe();
            out.println("Ctrl-C ends everything.");
            watch(stack);
        }
        return 0;
    }

    /** Starts this launcher again in the background and returns when it reports that all is ready. */
    int detach(List<String> words) {
        Stack.requireStartable(config);
        ServerProcess launcher = ServerProcess.start(new Launch(
                "the launcher",
                command(words),
                Map.of(),
                Path.of("").toAbsolutePath(),
                new DataFolder(config.data()).log("launcher"),
                "TERM",
                Lifetime.JVM));
        try {
            launcher.awaitReady(LIMIT, () -> isReady(launcher.pid()));
        } catch (ServerFailed e) {
            launcher.stop();
            throw e;
        }
        launcher.release();
        describe();
        out.println("`sealpost status` lists the parts, `sealpost down` ends them.");
        return 0;
    }

    private boolean isReady(long pid) {
        return new StateFile(config.data())
                .read()
                .filter(state -> state.launcher().pid() == pid)
                .filter(StackState::ready)
                .isPresent();
    }

    private static List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dsealpost.root=" + System.getProperty("sealpost.root", "."),
                "-Dsealpost.kafka.libs=" + System.getProperty("sealpost.kafka.libs", ""),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.stream().filter(word -> !word.equals("--detach")).forEach(command::add);
        return command;
    }

    private void describe() {
        DataFolder data = new DataFolder(config.data());
        out.println("  REST and OpenAPI UI  http://127.0.0.1:" + config.ports().rules() + "/q/swagger-ui");
        out.println("  API key              " + data.operatorKey());
        for (int number = 1; number <= config.ports().relays(); number++) {
            out.println("  SMTP of relay-" + number + "      127.0.0.1:"
                    + config.ports().smtp(number));
        }
        out.println("  logs                 " + logs());
    }

    private Path logs() {
        return new DataFolder(config.data()).logs();
    }

    /** Says once of each part when it ended by itself; the others go on. */
    private void watch(Stack stack) {
        Set<String> told = new HashSet<>();
        try {
            while (stack.isReady()) {
                TimeUnit.SECONDS.sleep(LOOK_SECONDS);
                stack.parts().stream()
                        .filter(part -> !part.isRunning())
                        .map(Part::name)
                        .filter(name -> stack.isReady() && told.add(name))
                        .forEach(name -> out.println(
                                name + " has ended; its log is " + stack.data().log(name)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
