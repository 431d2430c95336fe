package io.sealpost.platform.postgres;

import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs, since it refuses to run as root: as the present user; for root in a user namespace, where it
 * is nobody and yet owns root's files; where there are no user namespaces as the unprivileged user {@code nobody}, to
 * whom its data then belongs.
 */
enum Identity {
    PRESENT_USER(""),
    ROOT_IN_USER_NAMESPACE("unshare --user"),
    ROOT_AS_NOBODY("setpriv --reuid=nobody --regid=nogroup --clear-groups");

    private static final String NOBODY = "nobody";

    private final String prefix;

    Identity(String prefix) {
        this.prefix = prefix;
    }

    static Identity detect() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return PRESENT_USER;
        }
        return succeeds("unshare", "--user", "true") ? ROOT_IN_USER_NAMESPACE : ROOT_AS_NOBODY;
    }

    /** The words that stand before a command. */
    List<String> prefix() {
        return prefix.isEmpty() ? List.of() : List.of(prefix.split(" "));
    }

    /** Makes the folder and all in it belong to whom PostgreSQL runs as. */
    void own(Path folder) throws IOException {
        if (this != ROOT_AS_NOBODY) {
            return;
        }
        requireReachable(folder);
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                Files.setOwner(path, owner);
            }
        }
    }

    private void requireReachable(Path folder) {
        String[] command = Stream.concat(
                        prefix().stream(),
                        Stream.of("test", "-x", folder.resolveSibling(".").toString()))
                .toArray(String[]::new);
        if (!succeeds(command)) {
            throw new ServerFailed("PostgreSQL cannot run as root, there are no user namespaces here, and the user "
                    + NOBODY + " cannot reach " + folder + ": choose a data folder that every user may enter");
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
