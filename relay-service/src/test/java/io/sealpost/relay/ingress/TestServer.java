package io.sealpost.relay.ingress;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.sealpost.relay.ruleset.KnownRules;
import io.sealpost.relay.ruleset.Rulesets;
import io.sealpost.relay.ruleset.UsedUpQuotas;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpoolSettings;
import io.sealpost.tracing.Tracing;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A server on free ports, wired by hand. */
final class TestServer {
    private TestServer() {}

    static SmtpServer start(
            Vertx vertx, Spool spool, Rulesets rulesets, Map<String, String> settings, Tracing tracing) {
        return start(vertx, spool, rulesets, settings, new NoCertificates(), new SimpleMeterRegistry(), tracing);
    }

    static SmtpServer start(Vertx vertx, Spool spool, Rulesets rulesets, Map<String, String> settings) {
        return start(vertx, spool, rulesets, settings, Tracing.OFF);
    }

    static SmtpServer start(
            Vertx vertx,
            Spool spool,
            Rulesets rulesets,
            Map<String, String> settings,
            TlsConfigurationRegistry certificates,
            MeterRegistry meters) {
        return start(vertx, spool, rulesets, settings, certificates, meters, Tracing.OFF);
    }

    static SmtpServer start(
            Vertx vertx,
            Spool spool,
            Rulesets rulesets,
            Map<String, String> settings,
            TlsConfigurationRegistry certificates,
            MeterRegistry meters,
            Tracing tracing) {
        Map<String, String> all = new HashMap<>(Map.of(
                "sealpost.spool.directory", ".",
                "sealpost.smtp.host", "127.0.0.1",
                "sealpost.smtp.port", "0",
                "sealpost.smtp.hostname", "relay.example"));
        all.putAll(settings);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SmtpSettings.class)
                .withMapping(SpoolSettings.class)
                .withMapping(ContentSettings.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build();
        SmtpSettings mapped = config.getConfigMapping(SmtpSettings.class);
        SmtpTls tls = new SmtpTls(certificates);
        Overload overload = new Overload(spool, config.getConfigMapping(SpoolSettings.class), meters);
        SmtpMetrics metrics = new SmtpMetrics(meters);
        SmtpServer server = new SmtpServer(
                vertx,
                mapped,
                tls,
                new IngressWiring()
                        .terms(
                                mapped,
                                Optional::empty,
                                rulesets,
                                new UsedUpQuotas(Clock.systemUTC()),
                                overload,
                                spool,
                                new IngressWiring().content(config.getConfigMapping(ContentSettings.class)),
                                metrics,
                                tracing),
                spool,
                metrics,
                overload);
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
