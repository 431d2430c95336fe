package io.sealpost.rules.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.net.FreePort;
import io.sealpost.platform.tls.CertificateAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** TLS for the API, as docs/configuration.md says how. */
record ApiTls(CertificateAuthority authority, Path certificate, Path key, int port) {

    static ApiTls make() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "api-tls").toAbsolutePath();
        CertificateAuthority authority = CertificateAuthority.create("API");
        ApiTls tls = new ApiTls(authority, folder.resolve("api.pem"), folder.resolve("api.key"), FreePort.of(0));
        authority.issue("localhost").write(tls.certificate, tls.key);
        return tls;
    }

    String[] settings(String... others) {
        List<String> settings = new ArrayList<>(List.of(others));
        settings.add("quarkus.http.ssl-port=" + port);
        settings.add("quarkus.http.tls-configuration-name=api");
        settings.add("quarkus.tls.api.key-store.pem.0.cert=" + certificate);
        settings.add("quarkus.tls.api.key-store.pem.0.key=" + key);
        return settings.toArray(String[]::new);
    }

    /** Over a connection whose certificate is trusted and names the host. */
    void isSpokenByTheApi() throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().sslContext(authority.clientContext()).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/v1/organizations"))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.sslSession()).isPresent();
    }
}
