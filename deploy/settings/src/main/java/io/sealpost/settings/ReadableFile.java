package io.sealpost.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.microprofile.config.spi.Converter;

/** A file of text that is there and can be read. */
public class ReadableFile implements Converter<Path> {
    private static final long serialVersionUID = 1L;

    @Override
    public final Path convert(String value) {
        Path file = path(value);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("must be a file that can be read; there is none");
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("must be a file that can be read; this is none");
        }
        try {
            judge(Files.readString(file).strip());
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException("must be a file that can be read; this process may not read it", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("must be a file of UTF-8 text; this is none", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a file that can be read; reading it failed", e);
        }
        return file;
    }

    /**
     * An {@link IllegalArgumentException} for text that does not fit. It says what the file must hold and never what it
     * holds, which is a secret.
     *
     * @param text without white space at its ends
     */
    protected void judge(String text) {}

    static Path path(String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a path of the file system", e);
        }
    }
}
