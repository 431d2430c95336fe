package io.sealpost.rules.scope;

import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where and how often the challenges of pending domains are looked for. */
@ConfigMapping(prefix = "sealpost")
interface VerificationSettings {

    /** The DNS servers that are asked; without any the system's. */
    @WithName("dns.servers")
    Optional<List<@WithConverter(DnsServer.class) InetSocketAddress>> servers();

    /** How often each pending domain is looked at. */
    @WithName("domains.check-interval")
    @WithDefault("PT5M")
    @WithConverter(Span.class)
    Duration checkInterval();
}
