package io.sealpost.rules.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file in which an operator finds the first key; readable by its owner alone. */
record OperatorKeyFile(Path path) {

    boolean exists() {
        return Files.exists(path);
    }

    /** The key in the file; empty where there is no file. */
    Optional<Secret> read() throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        return Optional.of(Secret.parse(Files.readString(path, StandardCharsets.US_ASCII))
                .orElseThrow(() -> new IOException(path + " holds no API key")));
    }

    /** Writes the key beside and moves it into place, so that no half of it is ever read. */
    void write(Secret key) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path beside = Files.createTempFile(folder, "operator-key", ".new", onlyOwner);
        Files.writeString(beside, key.text() + "\n", StandardCharsets.US_ASCII);
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
