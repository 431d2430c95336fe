package io.sealpost.local.bench;

import io.sealpost.platform.process.Machine;
import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is measured.
 *
 * @param sealpost the commit, with {@code -dirty} where files differ from it
 */
record Versions(String sealpost) {
    /** Of what was built in this folder. */
    static Versions of(Path root) {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Versions(git.waitFor() == 0 ? said : "unknown");
        } catch (IOException e) {
            return new Versions("unknown");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while asking for the version", e);
        }
    }

    Results.Setting setting(int relays, List<String> relayJvm, Map<String, String> relaySettings, Load load) {
        try {
            return new Results.Setting(
                    sealpost,
                    Runtime.version().toString(),
                    Machine.cpu(),
                    Runtime.getRuntime().availableProcessors(),
                    Machine.memoryMegabytes(),
                    Machine.kernel(),
                    relays,
                    relayJvm,
                    relaySettings,
                    load);
        } catch (IOException e) {
            throw new ServerFailed("the machine does not say what it is: " + e, e);
        }
    }
}
