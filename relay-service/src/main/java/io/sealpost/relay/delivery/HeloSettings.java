package io.sealpost.relay.delivery;

import io.smallrye.config.ConfigMapping;

/** How the relay introduces itself to a remote server. */
@ConfigMapping(prefix = "sealpost.smtp")
public interface HeloSettings {
    /** The name in EHLO; should resolve to the relay's address (RFC 5321 §4.1.1.1). */
    String hostname();
}
