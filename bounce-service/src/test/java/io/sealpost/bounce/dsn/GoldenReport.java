package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One of the folders under {@code src/test/resources/dsn}: an event, and the report expected on it. */
record GoldenReport(Path folder) {

    static final Instant DATE = Instant.parse("2026-11-24T08:16:02Z");

    static List<GoldenReport> all() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/dsn"))) {
            return folders.sorted().map(GoldenReport::new).toList();
        }
    }

    ReportDue event() throws Exception {
        return new EventReader().read(Files.readAllBytes(folder.resolve("event.json")));
    }

    /** The form that the folder's name ends with, or else the event's first. */
    ReportForm form() throws Exception {
        return folder.toString().endsWith("-redacted") ? ReportForm.REDACTED : event().firstForm();
    }

    byte[] composed() throws Exception {
        return new ReportComposer().compose(event(), form(), DATE).toBytes();
    }

    byte[] expected() throws IOException {
        return Files.readAllBytes(folder.resolve("expected.eml"));
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
