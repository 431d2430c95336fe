package io.sealpost.relay.ingress;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SSLOptions;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The certificate of the listener: the bucket {@code smtp} of Quarkus' TLS registry. TLS 1.2 is the least, whatever the
 * bucket says (RFC 8996).
 */
@Singleton
class SmtpTls {
    static final String BUCKET = "smtp";

    private static final Set<String> ALLOWED = Set.of("TLSv1.2", "TLSv1.3");

    private final TlsConfigurationRegistry registry;

    SmtpTls(TlsConfigurationRegistry registry) {
        this.registry = registry;
    }

    /** Whether there is a certificate, so that STARTTLS can be offered. */
    boolean isConfigured() {
        return certificate().isPresent();
    }

    void configure(NetServerOptions options) {
        configuration().ifPresent(bucket -> {
            SSLOptions wanted = options(bucket);
            options.setKeyCertOptions(wanted.getKeyCertOptions());
            options.setEnabledSecureTransportProtocols(wanted.getEnabledSecureTransportProtocols());
            wanted.getEnabledCipherSuites().forEach(options::addEnabledCipherSuite);
        });
    }

    /** The bucket's options as they are to be used. */
    static SSLOptions options(TlsConfiguration bucket) {
        SSLOptions options = new SSLOptions(bucket.getSSLOptions());
        Set<String> versions = new TreeSet<>(options.getEnabledSecureTransportProtocols());
        versions.retainAll(ALLOWED);
        return options.setKeyCertOptions(bucket.getKeyStoreOptions())
                .setEnabledSecureTransportProtocols(versions.isEmpty() ? ALLOWED : versions);
    }

    private Optional<TlsConfiguration> configuration() {
        return certificate().flatMap(present -> registry.get(BUCKET));
    }

    private Optional<KeyCertOptions> certificate() {
        return registry.get(BUCKET).map(TlsConfiguration::getKeyStoreOptions);
    }
}
