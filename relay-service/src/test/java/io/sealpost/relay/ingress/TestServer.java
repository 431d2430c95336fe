package io.sealpost.relay.ingress;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.sealpost.relay.ruleset.KnownRules;
import io.sealpost.relay.ruleset.Rulesets;
import io.sealpost.relay.ruleset.ThrottledSubmitters;
import io.sealpost.relay.spool.Spool;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A listener on a free port, without a certificate, wired by hand. */
final class TestServer {
    private TestServer() {}

    static SmtpServer start(Vertx vertx, Spool spool, Rulesets rulesets, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "sealpost.smtp.host", "127.0.0.1",
                "sealpost.smtp.port", "0",
                "sealpost.smtp.hostname", "relay.example"));
        all.putAll(settings);
        SmtpSettings mapped = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SmtpSettings.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(SmtpSettings.class);
        SmtpTls tls = new SmtpTls(new NoCertificates());
        SmtpServer server = new SmtpServer(
                vertx,
                mapped,
                tls,
                new IngressWiring()
                        .terms(
                                mapped,
                                Optional::empty,
                                rulesets,
                                new ThrottledSubmitters(Clock.systemUTC()),
                                tls,
                                spool),
                spool,
                new SmtpMetrics(new SimpleMeterRegistry()));
        server.start(new StartupEvent());
        return server;
    }

    /** The loopback network sends for sender.example; rival.example is somebody else's. */
    static Rulesets oneSubmitter() {
        return KnownRules.of(new Rules()
                .organization("acme", "")
                .domain("sender.example", "acme", Rules.submitter("127.0.0.0/8", false), "")
                .domain("rival.example", "acme", Rules.submitter("192.0.2.0/24", false), "")
                .view());
    }

    /** A registry without the bucket of the listener. */
    private static final class NoCertificates implements TlsConfigurationRegistry {
        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException();
        }
    }
}
