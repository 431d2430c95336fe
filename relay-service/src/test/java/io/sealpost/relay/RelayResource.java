package io.sealpost.relay;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sealpost.platform.tls.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a relay under test needs of its own: a certificate, the bounce-service's credential, an operators' secret, an empty spool, and a route
 * for all mail on which nobody answers, so that mail stays in the spool.
 */
public final class RelayResource implements QuarkusTestResourceLifecycleManager {
    /** User name and secret of the bounce-service. */
    public static final String REPORTER = "bounce";

    public static final String SECRET = "a-secret-of-tests";

    /** The operators' bearer secret. */
    public static final String ADMIN_TOKEN = "an-admin-token-of-tests";

    /** The file with the root of the relay's certificate. */
    public static final String ROOT = "test.root";

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "relay")), "it");
            CertificateAuthority authority = CertificateAuthority.create("Relay test root");
            Path chain = folder.resolve("smtp.pem");
            Path key = folder.resolve("smtp.key");
            authority.issue("localhost", "127.0.0.1").write(chain, key);
            Path root = Files.writeString(folder.resolve("root.pem"), authority.pem());
            Path credential = Files.writeString(folder.resolve("reporter"), REPORTER + ":" + SECRET + "\n");
            Path token = Files.writeString(folder.resolve("admin-token"), ADMIN_TOKEN + "\n");
            return Map.of(
                    "quarkus.tls.smtp.key-store.pem.0.cert",
                    chain.toString(),
                    "quarkus.tls.smtp.key-store.pem.0.key",
                    key.toString(),
                    "sealpost.reporter.credential-file",
                    credential.toString(),
                    "sealpost.spool.directory",
                    folder.resolve("spool").toString(),
                    "sealpost.smtp.host",
                    "127.0.0.1",
                    "sealpost.smtp.hostname",
                    "relay.sealpost.example",
                    "sealpost.routes.\"*\"",
                    "127.0.0.1:1",
                    "sealpost.admin.token-file",
                    token.toString(),
                    ROOT,
                    root.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
