package io.sealpost.relay.ingress;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.platform.tls.ServerCertificate;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A registry with one configuration, {@code smtp}: a certificate for localhost, and trust in its authority. */
final class TestCertificates implements TlsConfigurationRegistry {
    private final TlsConfiguration configuration;

    TestCertificates(CertificateAuthority authority, Path folder) throws IOException {
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        ServerCertificate certificate = authority.issue("localhost");
        certificate.write(chain, key);
        Path root = Files.writeString(folder.resolve("root.pem"), authority.pem());
        configuration = new BaseTlsConfiguration() {
            @Override
            public KeyCertOptions getKeyStoreOptions() {
                return new PemKeyCertOptions().setCertPath(chain.toString()).setKeyPath(key.toString());
            }

            @Override
            public SSLOptions getSSLOptions() {
                return new SSLOptions();
            }

            @Override
            public TrustOptions getTrustStoreOptions() {
                return new PemTrustOptions().addCertPath(root.toString());
            }
        };
    }

    @Override
    public Optional<TlsConfiguration> get(String name) {
        return name.equals("smtp") ? Optional.of(configuration) : Optional.empty();
    }

    @Override
    public Optional<TlsConfiguration> getDefault() {
        return Optional.empty();
    }

    @Override
    public void register(String name, TlsConfiguration added) {
        throw new UnsupportedOperationException();
    }
}
