package io.sealpost.relay.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;

/** Who this relay is. */
@ConfigMapping(prefix = "sealpost")
interface IdentitySettings {
    /** The instance's name, unique among all relays. */
    @WithName("relay.id")
    String id();

    /** The name of its host, as reports tell it. */
    @WithName("smtp.hostname")
    String hostName();
}
