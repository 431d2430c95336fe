package io.sealpost.relay.ingress;

import io.sealpost.settings.Count;
import io.sealpost.settings.Switch;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Mail that applications hand in over HTTP. */
@ConfigMapping(prefix = "sealpost.submission")
interface SubmissionSettings {
    /** Whether credentials may also come in clear from elsewhere than this machine: behind a proxy that ends TLS. */
    @WithDefault("false")
    @WithConverter(Switch.class)
    boolean allowClear();

    /** Messages taken over HTTP at a time. */
    @WithDefault("32")
    @WithConverter(Count.class)
    int maxAtOnce();
}
