package io.sealpost.local;

import io.sealpost.local.stack.DataFolder;
import io.sealpost.local.stack.Stack;
import io.sealpost.local.stack.StackConfig;
import io.sealpost.local.state.LauncherLock;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the stack and either stays with it or leaves it to a launcher in the background, which stays with it. */
final class Up {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** A launcher in the background is told to end and needs time to end its parts. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final StackConfig config;
    private final PrintStream out;

    Up(StackConfig config, PrintStream out) {
        this.config = config;
        this.out = out;
    }

    /** Stays until the process is told to end; the stack ends with it. */
    int stay() {
        makeWay();
        out.println("Starting Kafka, PostgreSQL and the services; logs are in " + logs());
        long begin = System.nanoTime();
        try (Stack stack = Stack.start(config)) {
            out.println("Ready after " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + " s.");
            new Welcome(config).sayTo(out);
            out.println("Ctrl-C ends everything.");
            new Watch(stack, out).untilTheEnd();
        }
        return 0;
    }

    /** Starts this launcher again in the background and returns when it reports that all is ready. */
    int detach() {
        makeWay();
        out.println("Starting Kafka, PostgreSQL and the services; logs are in " + logs());
        ServerProcess launcher = ServerProcess.start(new Launch(
                "the launcher",
                command(),
                Map.of(),
                config.data(),
                new DataFolder(config.data()).log("launcher"),
                "TERM",
                Lifetime.OWNER));
        Thread hook = new Thread(() -> launcher.stop(PATIENCE), "end-the-launcher");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            launcher.awaitReady(LIMIT, () -> isReady(launcher.pid()));
        } catch (ServerFailed e) {
            launcher.stop(PATIENCE);
            throw e;
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        new Welcome(config).sayTo(out);
        out.println("`sealpost status` lists the parts, `sealpost down` ends them.");
        return 0;
    }

    private void makeWay() {
        Stack.makeWay(config)
                .forEach(left -> out.println("Ended " + left.part() + " (pid "
                        + left.process().pid() + "), which a launcher that was killed had left."));
    }

    private boolean isReady(long pid) {
        return LauncherLock.holder(config.data())
                .filter(launcher -> launcher.pid() == pid)
                .flatMap(launcher -> new StateFile(config.data()).read())
                .filter(StackState::ready)
                .isPresent();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dsealpost.root=" + System.getProperty("sealpost.root", "."),
                "-Dsealpost.kafka.libs=" + System.getProperty("sealpost.kafka.libs", ""),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                "--data",
                config.data().toString()));
        command.addAll(config.options());
        return command;
    }

    private Path logs() {
        return new DataFolder(config.data()).logs();
    }
}
