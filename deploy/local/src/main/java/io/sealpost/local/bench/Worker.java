package io.sealpost.local.bench;

import io.sealpost.platform.process.ServerFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the bench: it gets its orders on standard input, tells its events on standard output, and ends with the former. */
final class Worker implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Process process;

    private Worker(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param jvm options of its JVM
     * @param log where its errors go
     * @param events hears all it tells, on a thread of its own
     */
    static Worker start(Class<?> program, List<String> jvm, List<String> words, Path log, Events events) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(words);
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(log.toFile()).start();
            Worker worker = new Worker(process);
            Thread reader = new Thread(() -> worker.tell(events), "events of " + program.getSimpleName());
            reader.setDaemon(true);
            reader.start();
            return worker;
        } catch (IOException e) {
            throw new ServerFailed(program.getSimpleName() + " could not be started: " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    void order(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new ServerFailed("a process of the bench has ended: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void tell(Events events) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                EventLines.read(line, events);
            }
        } catch (IOException e) {
            // It was killed; that it no longer runs is seen by who waits for its events.
            process.destroyForcibly();
        }
    }
}
