package io.sealpost.relay.ingress;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SSLOptions;
import jakarta.inject.Singleton;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The TLS that the listeners speak: certificate and trust are those of a configuration in Quarkus' TLS registry.
 *
 * <p>Versions and cipher suites are named here rather than left to the JDK, whose defaults change between releases: TLS
 * 1.2 and 1.3 (RFC 8996), forward secrecy and authenticated encryption always (RFC 9325 §4.2). A configuration may
 * choose among them, and add none.
 */
@Singleton
class SmtpTls {
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");
    private static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final TlsConfigurationRegistry registry;

    SmtpTls(TlsConfigurationRegistry registry) {
        this.registry = registry;
    }

    /** Whether the listener has a certificate, so that it can do TLS. */
    boolean isConfigured(ListenerPlan plan) {
        return configuration(plan).isPresent();
    }

    /** @throws IllegalArgumentException if the listener must have a certificate, or a trust store, and has none */
    void configure(NetServerOptions options, ListenerPlan plan, Duration handshakeLimit) {
        Optional<TlsConfiguration> configuration = configuration(plan);
        if (configuration.isEmpty() && plan.needsCertificate()) {
            throw new IllegalArgumentException("the listener " + plan.name() + " needs a certificate: set quarkus.tls."
                    + plan.tlsConfiguration() + ".key-store, or another " + plan.setting("tls-configuration-name"));
        }
        configuration.ifPresent(present -> {
            SSLOptions wanted = options(present, plan);
            options.setKeyCertOptions(wanted.getKeyCertOptions())
                    .setTrustOptions(wanted.getTrustOptions())
                    .setClientAuth(plan.clientAuth())
                    .setSslHandshakeTimeout(handshakeLimit.toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setEnabledSecureTransportProtocols(wanted.getEnabledSecureTransportProtocols());
            wanted.getEnabledCipherSuites().forEach(options::addEnabledCipherSuite);
        });
    }

    /** The certificates that the listener shows and trusts; empty where it has none. */
    List<Certificate> certificates(ListenerPlan plan) {
        return configuration(plan).map(SmtpTls::certificates).orElse(List.of());
    }

    /** All certificates of a configuration: while they are the same, it need not be loaded again. */
    static List<Certificate> certificates(TlsConfiguration configuration) {
        List<Certificate> all = new ArrayList<>();
        try {
            for (KeyStore store : Arrays.asList(configuration.getKeyStore(), configuration.getTrustStore())) {
                for (String alias : store == null ? List.<String>of() : Collections.list(store.aliases())) {
                    Certificate[] chain = store.getCertificateChain(alias);
                    all.addAll(chain == null ? List.of(store.getCertificate(alias)) : List.of(chain));
                }
            }
        } catch (KeyStoreException e) {
            throw new IllegalStateException("a loaded store can be read", e);
        }
        return all;
    }

    /** The options of that configuration as this listener is to use them. */
    static SSLOptions options(TlsConfiguration configuration, ListenerPlan plan) {
        SSLOptions given = configuration.getSSLOptions();
        SSLOptions options = new SSLOptions()
                .setKeyCertOptions(configuration.getKeyStoreOptions())
                .setEnabledSecureTransportProtocols(chosen(VERSIONS, given.getEnabledSecureTransportProtocols()));
        chosen(CIPHER_SUITES, given.getEnabledCipherSuites()).forEach(options::addEnabledCipherSuite);
        if (plan.clientAuth() != ClientAuth.NONE) {
            if (configuration.getTrustStoreOptions() == null) {
                throw new IllegalArgumentException(plan.setting("client-auth") + " needs to know whose certificates"
                        + " count: set quarkus.tls." + plan.tlsConfiguration() + ".trust-store");
            }
            options.setTrustOptions(configuration.getTrustStoreOptions());
        }
        return options;
    }

    private static Set<String> chosen(List<String> allowed, Collection<String> wanted) {
        Set<String> chosen = new LinkedHashSet<>(allowed);
        chosen.retainAll(wanted);
        return chosen.isEmpty() ? new LinkedHashSet<>(allowed) : chosen;
    }

    private Optional<TlsConfiguration> configuration(ListenerPlan plan) {
        return registry.get(plan.tlsConfiguration()).filter(present -> present.getKeyStoreOptions() != null);
    }
}
