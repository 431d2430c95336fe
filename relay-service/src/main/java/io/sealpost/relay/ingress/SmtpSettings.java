package io.sealpost.relay.ingress;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the relay listens for mail, what it calls itself, and what it lets a client do. */
@ConfigMapping(prefix = "sealpost.smtp")
public interface SmtpSettings {
    /** The address to listen on. */
    @WithDefault("0.0.0.0")
    String host();

    /** The port to listen on; 0: any. */
    @WithDefault("2525")
    int port();

    /** The name in greeting and trace headers. */
    String hostname();

    /** The largest message, announced with SIZE. */
    @WithDefault("50M")
    MemorySize maxMessageSize();

    /** The largest header of a message; it is held in memory. */
    @WithDefault("256K")
    MemorySize maxHeaderSize();

    /** The most recipients of a message. */
    @WithDefault("1000")
    int maxRecipients();

    /** The longest command line in octets. */
    @WithDefault("2048")
    int maxLineLength();

    /** Connections at a time; each further one is told to come again. */
    @WithDefault("1000")
    int maxConnections();

    /** Wrong commands between two messages before the connection is closed. */
    @WithDefault("20")
    int maxErrors();

    /** How long a client may be silent (RFC 5321 §4.5.3.2.7). */
    @WithDefault("PT5M")
    Duration idleTimeout();

    /** How long a shutdown waits for transactions that are under way. */
    @WithDefault("PT20S")
    Duration drainTimeout();
}
