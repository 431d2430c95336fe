package io.sealpost.bounce.reporting;

import io.sealpost.bounce.dsn.BrokenTemplateException;
import io.sealpost.bounce.dsn.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads and proves the templates of a directory; one that is broken stops the start, and the message says where. */
public final class TemplateDirectory implements Converter<Texts> {

    private static final long serialVersionUID = 1L;
    private static final long LARGEST = 1 << 20;

    @Override
    public Texts convert(String value) {
        try {
            return Texts.with(read(Path.of(value)));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a directory of templates; this is no path", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a directory of UTF-8 text files that can be read; " + e, e);
        } catch (BrokenTemplateException e) {
            throw new IllegalArgumentException("must be a directory of whole templates; " + e.getMessage(), e);
        }
    }

    /** Hidden files stay aside, as Kubernetes puts some beside those of a mounted ConfigMap. */
    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path file : list(directory)) {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is larger than 1 MiB");
            }
            files.put(file.getFileName().toString(), Files.readString(file));
        }
        return files;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
