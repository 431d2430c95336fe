package io.sealpost.relay.delivery;

import io.sealpost.relay.policy.TlsVersion;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The TLS that the relay speaks to other servers.
 *
 * <p>Versions and cipher suites are named here rather than left to the JDK, whose defaults change between releases: TLS
 * 1.2 and 1.3, forward secrecy always. The handshake records the certificates and judges nothing: neither opportunistic
 * TLS nor the level {@code encrypt} asks whose they are (RFC 7435), and what a rule demands is judged on the session
 * afterwards. The trust manager is an extended one, for JSSE adds checks of its own to any other.
 */
record TlsPolicy(Set<String> versions, List<String> cipherSuites) {
    static final TlsPolicy STANDARD = new TlsPolicy(
            Arrays.stream(TlsVersion.values()).map(TlsVersion::protocol).collect(Collectors.toSet()),
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"));

    TlsPolicy {
        versions = Set.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
    }

    NetClientOptions applyTo(NetClientOptions options) {
        cipherSuites.forEach(options::addEnabledCipherSuite);
        return options.setEnabledSecureTransportProtocols(new LinkedHashSet<>(versions))
                .setHostnameVerificationAlgorithm("")
                .setTrustOptions(TrustOptions.wrap(new RecordingOnly()));
    }

    /** Judges nothing; the session keeps the certificates. */
    private static final class RecordingOnly extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
