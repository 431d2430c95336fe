package io.sealpost.bounce.submit;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the submitter from the settings; what is missing or unsafe there stops the start. */
@Singleton
final class SubmitterProducer {

    private static final String BUCKET = "relay";

    /** Together with a connect timeout for each relay well below the lease of the sender loop. */
    private static final Duration TIMEOUT = Duration.ofSeconds(45);

    private final Vertx vertx;
    private final TlsConfigurationRegistry tls;
    private final SubmitSettings settings;

    SubmitterProducer(Vertx vertx, TlsConfigurationRegistry tls, SubmitSettings settings) {
        this.vertx = vertx;
        this.tls = tls;
        this.settings = settings;
    }

    @Produces
    @Singleton
    RelaySubmitter submitter() {
        Credential credential = Credential.read(settings.credentialFile());
        TrustOptions trust = trust();
        return new RelaySubmitter(
                settings.relays().stream()
                        .map(relay -> new SmtpRelay(vertx, relay, credential, trust, TIMEOUT))
                        .toList(),
                settings.httpsRelays().orElseGet(List::of).stream()
                        .map(relay -> new HttpsRelay(vertx, relay, credential, trust, TIMEOUT))
                        .toList());
    }

    /** The bucket's trust bundle; without a bucket the Java runtime's. */
    private @Nullable TrustOptions trust() {
        TlsConfiguration bucket = tls.get(BUCKET).orElse(null);
        if (bucket != null && bucket.isTrustAll()) {
            throw new IllegalArgumentException(
                    "quarkus.tls.relay.trust-all would let reports go to anybody; set quarkus.tls.relay.trust-store");
        }
        return bucket == null ? null : bucket.getTrustStoreOptions();
    }
}
