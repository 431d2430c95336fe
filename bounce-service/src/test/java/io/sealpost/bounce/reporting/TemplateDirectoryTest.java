package io.sealpost.bounce.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.bounce.dsn.ReportComposer;
import io.sealpost.bounce.dsn.Texts;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.fixture.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateDirectoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ENGLISH = Path.of("src", "main", "resources", "reports", "en.txt");

    @TempDir
    Path directory;

    @Test
    void speaksALanguageOnceItsFileIsThere() throws Exception {
        Files.writeString(directory.resolve("fr.txt"), Files.readString(ENGLISH).replace("What happened", "Les faits"));

        assertThat(report("fr-CA")).contains("Les faits").doesNotContain("What happened");
        assertThat(report("en")).contains("What happened");
    }

    @Test
    void leavesHiddenFilesAndFoldersAside() throws Exception {
        Files.writeString(directory.resolve(".fr.txt"), "{broken");
        Files.createDirectory(directory.resolve("..data"));

        assertThat(report("fr")).contains("What happened");
    }

    @Test
    void refusesABrokenTemplateByFileAndLine() throws IOException {
        Files.writeString(directory.resolve("de.txt"), "{#fragment quote}\n{hots}.{/fragment}");

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("de.txt:2: 'hots' is not known here");
    }

    @Test
    void refusesALanguageWithoutAllItsPhrases() throws IOException {
        Files.writeString(directory.resolve("fr.txt"), "{#fragment quote}x{/fragment}");

        assertThatThrownBy(this::read).hasMessageContaining("fr.txt: the fragment");
    }

    @Test
    void refusesADirectoryThatIsNone() {
        directory = directory.resolve("missing");

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a directory")
                .hasMessageContaining("missing");
    }

    @Test
    void refusesAFileBeyondOneMebibyteAndOneThatIsNoUtf8() throws IOException {
        Files.writeString(directory.resolve("fr.txt"), "x".repeat((1 << 20) + 1));
        assertThatThrownBy(this::read).hasMessageContaining("fr.txt is larger than 1 MiB");

        Files.write(directory.resolve("fr.txt"), new byte[] {(byte) 0xff});
        assertThatThrownBy(this::read).hasMessageContaining("UTF-8");
    }

    private Texts read() {
        return new TemplateDirectory().convert(directory.toString());
    }

    private String report(String locale) throws Exception {
        ObjectNode event = (ObjectNode) JSON.readTree(Contracts.text("tls-failure"));
        event.put("locale", locale);
        return new ReportComposer(read())
                .compose(
                        new EventReader().read(JSON.writeValueAsBytes(event)),
                        ReportForm.FULL,
                        Instant.parse("2026-11-24T08:16:02Z"))
                .body();
    }
}
