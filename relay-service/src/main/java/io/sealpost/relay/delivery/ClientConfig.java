package io.sealpost.relay.delivery;

import io.sealpost.settings.Count;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Reads {@link ClientSettings} from the configuration. */
@Singleton
class ClientConfig {
    /** How mail is handed over. */
    @ConfigMapping(prefix = "sealpost.delivery")
    interface Handover {
        /** Recipients of one transaction; those beyond follow in further ones. */
        @WithDefault("100")
        @WithConverter(Count.class)
        int maxRecipients();

        /** Addresses of this machine that connections come from, at most one of each family. */
        Optional<List<@WithConverter(SourceAddressConverter.class) InetAddress>> sourceAddress();
    }

    @Produces
    @Singleton
    ClientSettings settings(Timeouts timeouts, HeloSettings helo, Handover handover, ReuseSettings reuse) {
        return new ClientSettings(
                timeouts,
                helo.hostname(),
                handover.maxRecipients(),
                SourceAddresses.of(handover.sourceAddress().orElse(List.of())),
                reuse);
    }
}
