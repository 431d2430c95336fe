package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.UnreadableEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the folders under {@code src/test/resources/dsn}: an event, and the report expected on it. */
record GoldenReport(Path folder, ReportDue event) {

    static final Texts TEXTS = Texts.builtIn();
    static final ReportComposer COMPOSER = new ReportComposer(TEXTS);
    static final Instant DATE = Instant.parse("2026-11-24T08:16:02Z");

    private static final List<GoldenReport> ALL = load();

    static List<GoldenReport> all() {
        return ALL;
    }

    private static List<GoldenReport> load() {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/dsn"))) {
            return folders.sorted().map(GoldenReport::load).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenReport load(Path folder) {
        try {
            return new GoldenReport(folder, new EventReader().read(Files.readAllBytes(folder.resolve("event.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableEventException e) {
            throw new IllegalStateException(folder + " holds no event", e);
        }
    }

    /** The form that the folder's name ends with, or else the event's first. */
    ReportForm form() {
        return folder.toString().endsWith("-redacted") ? ReportForm.REDACTED : event().firstForm();
    }

    ReportMessage message() {
        return COMPOSER.compose(event(), form(), DATE);
    }

    byte[] composed() {
        return message().toBytes();
    }

    /** What it tells people, not yet laid out. */
    Document document() {
        OriginalHeaders original = OriginalHeaders.parse(event().headers());
        return new Explanation(event(), form(), original, TEXTS.in(event().locale())).document();
    }

    /** All that a redacted report may show of the original. */
    String redactedHeaders() {
        return event().headers()
                .lines()
                .filter(line -> line.startsWith("Date: ") || line.startsWith("Message-ID: "))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
    }

    byte[] expected() throws IOException {
        return Files.readAllBytes(folder.resolve("expected.eml"));
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
