package io.sealpost.platform.postgres;

import io.sealpost.platform.process.Launch;
import io.sealpost.platform.process.Lifetime;
import io.sealpost.platform.process.ServerFailed;
import io.sealpost.platform.process.ServerProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of one PostgreSQL: its cluster, the password of its user, its log. The cluster is initialised in a folder
 * beside it that is renamed when complete. A pid file that a crash left behind does no harm: what counts is whether a
 * process still works in the cluster.
 */
final class DataFolder {
    private static final Duration INITIALISE_LIMIT = Duration.ofSeconds(90);
    private static final Duration UNUSED_LIMIT = Duration.ofSeconds(8);

    private final Path path;
    private final Identity identity;

    DataFolder(Path path, Identity identity) {
        this.path = path;
        this.identity = identity;
    }

    Path path() {
        return path;
    }

    Path cluster() {
        return path.resolve("cluster");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    /** A program of PostgreSQL, run as whom this folder's data belongs to; arguments can be added. */
    List<String> command(Path home, String program) {
        List<String> command = new ArrayList<>(identity.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        return command;
    }

    /** Makes the cluster unless it is there, and returns the password of its user. */
    String initialise(Path home, String user) {
        Path passwordFile = path.resolve("password");
        try {
            if (!Files.exists(cluster())) {
                Files.createDirectories(path);
                discardHalfMadeClusters();
                writePassword(passwordFile);
                Path fresh = Files.createTempDirectory(path, "cluster-");
                identity.own(fresh);
                initialise(home, user, fresh, passwordFile);
                Files.move(fresh, cluster(), StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new ServerFailed("cannot prepare PostgreSQL's folder " + path + ": " + e, e);
        }
    }

    private void initialise(Path home, String user, Path fresh, Path passwordFile) {
        List<String> command = command(home, "initdb");
        command.addAll(List.of(
                "-D",
                fresh.toString(),
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--no-instructions"));
        ServerProcess.start(new Launch(
                        "PostgreSQL's initdb",
                        command,
                        Map.of(),
                        path,
                        path.resolve("initdb.log"),
                        "TERM",
                        Lifetime.JVM))
                .awaitSuccess(INITIALISE_LIMIT);
    }

    /** What interrupted starts left; only one start at a time works in this folder. */
    private void discardHalfMadeClusters() throws IOException {
        try (DirectoryStream<Path> halfMade = Files.newDirectoryStream(path, "cluster-*")) {
            for (Path folder : halfMade) {
                PostgresBinaries.deleteTree(folder);
            }
        }
    }

    private void writePassword(Path file) throws IOException {
        byte[] password = new byte[20];
        new SecureRandom().nextBytes(password);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(password) + "\n");
        identity.own(file);
    }

    /** Waits until no process works in the cluster: a killed server's helpers outlive it for a moment. */
    void awaitUnused() {
        long deadline = System.nanoTime() + UNUSED_LIMIT.toNanos();
        for (List<Long> users = users(); !users.isEmpty(); users = users()) {
            if (System.nanoTime() > deadline) {
                throw new ServerFailed("the PostgreSQL cluster " + cluster() + " is in use by the processes " + users);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServerFailed("interrupted while waiting for the processes " + users + " to end", e);
            }
        }
    }

    /** Once nothing works in the cluster, a pid file is a crash's leftover, even if its pid is some other process' by now. */
    void discardPidFile() {
        try {
            Files.deleteIfExists(cluster().resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new ServerFailed("cannot delete PostgreSQL's old pid file: " + e, e);
        }
    }

    /** PostgreSQL's processes have the cluster as their working directory. */
    private List<Long> users() {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .map(ProcessHandle::pid)
                    .filter(this::worksInCluster)
                    .toList();
        }
    }

    private boolean worksInCluster(long pid) {
        try {
            return Files.exists(cluster())
                    && Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                            .equals(cluster().toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
