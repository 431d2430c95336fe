package io.sealpost.local;

import io.sealpost.local.bench.Bench;
import io.sealpost.local.command.Command;
import io.sealpost.local.command.CommandLine;
import io.sealpost.local.command.UsageError;
import io.sealpost.local.demo.Demo;
import io.sealpost.local.stack.PortsTaken;
import io.sealpost.local.stack.StackConfig;
import io.sealpost.local.state.LauncherLock;
import io.sealpost.local.state.StateFile;
import io.sealpost.platform.process.ServerFailed;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The launcher's entry; the shell script {@code deploy/local/sealpost} builds what it needs and starts it. */
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    /** Ends the JVM with 0 when all went well, 1 when something failed, 2 when the command line is wrong. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> words) {
        try {
            return CommandLine.parse(words).runBy(new Launcher(root(), System.out));
        } catch (UsageError e) {
            System.err.println("sealpost: " + e.getMessage() + "\n\n" + CommandLine.USAGE);
            return MISUSED;
        } catch (ServerFailed | PortsTaken | UncheckedIOException e) {
            System.err.println("sealpost: " + e.getMessage());
            return FAILED;
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("sealpost.root", "."))
                .toAbsolutePath()
                .normalize();
    }

    private record Launcher(Path root, PrintStream out) implements Command.Runner {
        @Override
        public int demo(Command.Demo demo) {
            return Demo.show(root, demo.portOffset(), out) ? 0 : FAILED;
        }

        @Override
        public int bench(Bench.Order order) {
            return Bench.run(root, order, out) ? 0 : FAILED;
        }

        @Override
        public int up(Command.Up up) {
            StackConfig asked =
                    StackConfig.in(root, data(up.data())).with(up.ports()).with(up.delivery());
            if (LauncherLock.holder(asked.data()).isPresent()) {
                return new SecondUp(asked, out).run();
            }
            Up launch = new Up(resumed(asked), out);
            return up.detach() ? launch.detach() : launch.stay();
        }

        /** Plain {@code up} after a crash, which left a state file, starts what ran before. */
        private StackConfig resumed(StackConfig asked) {
            StateFile stateFile = new StateFile(asked.data());
            stateFile.damage().ifPresent(out::println);
            Optional<Recorded> recorded = stateFile
                    .read()
                    .map(Recorded::of)
                    .filter(before ->
                            asked.options().isEmpty() && !before.options().isEmpty());
            recorded.ifPresent(before -> out.println("The last run was cut off; starting " + before.words()
                    + " again. After `sealpost down` the defaults count."));
            return recorded.map(before -> before.appliedTo(asked)).orElse(asked);
        }

        @Override
        public int status(Command.Status status) {
            return new Running(data(status.data()), out).list();
        }

        @Override
        public int down(Command.Down down) {
            return new Running(data(down.data()), out).end();
        }

        @Override
        public int help() {
            out.println(CommandLine.USAGE);
            return 0;
        }

        private Path data(Optional<Path> chosen) {
            return chosen.orElse(root.resolve("deploy/local/data"))
                    .toAbsolutePath()
                    .normalize();
        }
    }
}
