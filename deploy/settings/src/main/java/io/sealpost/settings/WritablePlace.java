package io.sealpost.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.spi.Converter;

/** A path where this process may write: what is there already, or else the nearest folder above it that is there. */
public final class WritablePlace implements Converter<Path> {
    private static final long serialVersionUID = 1L;

    @Override
    public Path convert(String value) {
        Path path = ReadableFile.path(value);
        Path there = path.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            throw new IllegalArgumentException("must be where this process may write; it may not in " + there);
        }
        if (!there.equals(path.toAbsolutePath()) && !Files.isDirectory(there)) {
            throw new IllegalArgumentException("must be in a folder; " + there + " is none");
        }
        return path;
    }
}
