package io.sealpost.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void keepsSecretsToTheirOwner() throws IOException {
        DataFolder data = new DataFolder(folder.resolve("data"));

        data.prepare();

        for (Path secret : new Path[] {data.adminToken(), data.reporterCredential(), data.relayKey()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .as(secret.toString())
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(data.reporterCredential())).matches("bounce-service:[0-9a-f]{48}\n");
    }

    @Test
    void makesNothingAnewThatIsThere() throws IOException {
        DataFolder data = new DataFolder(folder);
        data.prepare();
        String before = contents(data);

        data.prepare();

        assertThat(contents(data)).isEqualTo(before);
    }

    @Test
    void replacesCertificatesThatAreIncomplete() throws IOException {
        DataFolder data = new DataFolder(folder);
        data.prepare();
        String before = Files.readString(data.caCertificate());
        Files.delete(data.relayKey());

        data.prepare();

        assertThat(data.relayKey()).exists();
        assertThat(Files.readString(data.caCertificate())).isNotEqualTo(before);
    }

    private static String contents(DataFolder data) throws IOException {
        return Files.readString(data.adminToken())
                + Files.readString(data.reporterCredential())
                + Files.readString(data.caCertificate())
                + Files.readString(data.relayCertificate())
                + Files.readString(data.relayKey());
    }
}
