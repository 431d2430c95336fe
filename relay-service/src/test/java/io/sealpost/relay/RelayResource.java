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

    /** The folder with {@code smtp.pem} and {@code smtp.key}, and with those that a test may put in their place, {@code renewed.}. */
    public static final String TLS = "test.tls";

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "relay")), "it");
            CertificateAuthority authority = CertificateAuthority.create("Relay test root");
            Path chain = folder.resolve("smtp.pem");
            Path key = folder.resolve("smtp.key");
            authority.issue("localhost", "127.0.0.1").write(chain, key);
            authority
                    .issue("localhost", "127.0.0.1")
                    .write(folder.resolve("renewed.pem"), folder.resolve("renewed.key"));
            Path root = Files.writeString(folder.resolve("root.pem"), authority.pem());
            Path credential = Files.writeString(folder.resolve("reporter"), REPORTER + ":" + SECRET + "\n");
            Path token = Files.writeString(folder.resolve("admin-token"), ADMIN_TOKEN + "\n");
            return Map.ofEntries(
                    Map.entry("quarkus.tls.smtp.key-store.pem.0.cert", chain.toString()),
                    Map.entry("quarkus.tls.smtp.key-store.pem.0.key", key.toString()),
                    Map.entry("quarkus.tls.smtp.reload-period", "1s"),
                    Map.entry("sealpost.reporter.credential-file", credential.toString()),
                    Map.entry(
                            "sealpost.spool.directory", folder.resolve("spool").toString()),
                    Map.entry("sealpost.smtp.host", "127.0.0.1"),
                    Map.entry("sealpost.smtp.hostname", "relay.sealpost.example"),
                    Map.entry("sealpost.routes.\"*\"", "127.0.0.1:1"),
                    Map.entry("sealpost.admin.token-file", token.toString()),
                    Map.entry(TLS, folder.toString()),
                    Map.entry(ROOT, root.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
