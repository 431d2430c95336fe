package io.sealpost.local.demo;

import io.sealpost.local.stack.DataFolder;
import io.sealpost.local.stack.Ports;
import io.sealpost.local.stack.Stack;
import io.sealpost.local.stack.StackConfig;
import io.sealpost.platform.process.ServerFailed;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Shows the main job on real parts: a message under a TLS rule reaches the bank over TLS; nothing of it is said to the
 * partner whose server has no TLS; the sender gets a report. Its data folder is made anew each time and kept for its
 * logs.
 */
public final class Demo {
    private final StackConfig config;
    private final Partners partners;
    private final PrintStream out;
    private final Observations seen;

    private Demo(StackConfig config, Partners partners, PrintStream out) {
        this.config = config;
        this.partners = partners;
        this.out = out;
        this.seen = new Observations(out);
    }

    /** Runs the demo and tells whether everything was observed. Everything it started has ended when it returns. */
    public static boolean show(Path root, int portOffset, PrintStream out) {
        try (Partners partners = new Partners()) {
            StackConfig config = StackConfig.in(root, root.resolve("deploy/local/target/demo-" + portOffset))
                    .with(new Ports(portOffset, 1))
                    .with(partners.delivery());
            return new Demo(config, partners, out).run();
        }
    }

    private boolean run() {
        Stack.makeWay(config);
        new DataFolder(config.data()).empty();
        Path logs = config.data().resolve("logs");
        seen.step("Start Kafka, PostgreSQL, the three services, and three partner mail servers");
        long begin = System.nanoTime();
        try (Stack stack = Stack.start(config)) {
            seen.say("ready after " + (System.nanoTime() - begin) / 1_000_000_000 + " s; logs are in " + logs);
            new Story(stack, partners, seen).tell();
        } catch (ServerFailed e) {
            out.println();
            out.println("The demo stopped: " + e.getMessage());
            out.println("The logs are in " + logs);
            return false;
        }
        summarise(logs);
        return seen.missing().isEmpty();
    }

    private void summarise(Path logs) {
        out.println();
        if (seen.missing().isEmpty()) {
            out.println("All of this was observed, and everything that was started has ended.");
            out.println();
            out.println("What to try next:");
            out.println("  deploy/local/sealpost up           leaves everything running; then:");
            out.println("  http://127.0.0.1:8080/q/swagger-ui the REST API in your browser");
            out.println("  deploy/local/data/operator-key     the API key for it");
            return;
        }
        out.println("Not observed:");
        seen.missing().forEach(fact -> out.println("  - " + fact));
        out.println("The logs are in " + logs);
    }
}
