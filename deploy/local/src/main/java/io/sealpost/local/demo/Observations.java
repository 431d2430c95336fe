package io.sealpost.local.demo;

import io.sealpost.local.provision.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints what is seen, and keeps what was expected and not seen. */
final class Observations {
    private final PrintStream out;
    private final List<String> missing = new ArrayList<>();
    private int steps;

    Observations(PrintStream out) {
        this.out = out;
    }

    void step(String title) {
        steps++;
        out.println();
        out.println(steps + ". " + title);
    }

    void say(String line) {
        out.println("   " + line);
    }

    /** Prints a text as it came, set off by a bar. */
    void quote(String text) {
        text.lines().forEach(line -> out.println("   | " + Printable.of(line)));
    }

    void check(String fact, boolean seen) {
        out.println("   [" + (seen ? "ok" : "NOT SEEN") + "] " + fact);
        if (!seen) {
            missing.add(fact);
        }
    }

    List<String> missing() {
        return List.copyOf(missing);
    }
}
