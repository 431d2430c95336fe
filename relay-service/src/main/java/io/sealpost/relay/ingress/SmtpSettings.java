package io.sealpost.relay.ingress;

import io.quarkus.runtime.configuration.MemorySize;
import io.sealpost.settings.Count;
import io.sealpost.settings.ListenerPort;
import io.sealpost.settings.Span;
import io.sealpost.settings.Switch;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.time.Duration;
import java.util.Map;

/** Where the relay listens for mail, what it calls itself, and what it lets a client do. */
@ConfigMapping(prefix = "sealpost.smtp")
public interface SmtpSettings {
    /** The address that a listener has without one of its own. */
    @WithDefault("0.0.0.0")
    String host();

    /** The port of the listener {@code submission}; 0: any. */
    @WithDefault("2525")
    @WithConverter(ListenerPort.class)
    int port();

    /** By name; {@code submission} is always there. */
    @WithDefaults
    Map<String, ListenerSettings> listeners();

    /** The name in greeting and trace headers. */
    String hostname();

    /** The largest message, announced with SIZE. */
    @WithDefault("50M")
    @WithConverter(SizeInMemory.class)
    MemorySize maxMessageSize();

    /** The largest header of a message; it is held in memory. */
    @WithDefault("256K")
    @WithConverter(SizeInMemory.class)
    MemorySize maxHeaderSize();

    /** The most Received fields of a message (RFC 5321 §6.3); one with more goes round in a loop. */
    @WithDefault("100")
    @WithConverter(Count.class)
    int maxReceivedFields();

    /** Whether recipients such as {@code user%host@domain} and {@code host!user@domain} are taken. */
    @WithDefault("false")
    @WithConverter(Switch.class)
    boolean allowRoutedRecipients();

    /** The most recipients of a message. */
    @WithDefault("1000")
    @WithConverter(Count.class)
    int maxRecipients();

    /** The longest command line in octets. */
    @WithDefault("2048")
    @WithConverter(Count.class)
    int maxLineLength();

    /** Connections at a time; each further one is told to come again. */
    @WithDefault("1000")
    @WithConverter(Count.class)
    int maxConnections();

    /** Connections at a time of one IPv4 address or IPv6 /64; each further one is told to come again. */
    @WithDefault("200")
    @WithConverter(Count.class)
    int maxConnectionsPerNetwork();

    /** Commands of a connection; it is closed at the end of the transaction in which they are reached. */
    @WithDefault("100000")
    @WithConverter(Count.class)
    int maxCommands();

    /** Wrong commands between two messages before the connection is closed. */
    @WithDefault("20")
    @WithConverter(Count.class)
    int maxErrors();

    /** Logins that fail. */
    Auth auth();

    /** What is allowed to those who try secrets. */
    interface Auth {
        /** Failures of an address (IPv6: of its /64) within ten minutes; further ones hear 421. */
        @WithDefault("10")
        @WithConverter(Count.class)
        int maxFailuresPerAddress();

        /** Failures of a user within ten minutes, from wherever; then only secrets proved before are taken. */
        @WithDefault("100")
        @WithConverter(Count.class)
        int maxFailuresPerUser();
    }

    /** How long a client may be silent between commands (RFC 5321 §4.5.3.2.7). */
    @WithDefault("PT5M")
    @WithConverter(Span.class)
    Duration idleTimeout();

    /** How long a command may take from its first octet to its last. */
    @WithDefault("PT5M")
    @WithConverter(Span.class)
    Duration commandTimeout();

    /** How long a client may be silent in the middle of a message. */
    @WithDefault("PT5M")
    @WithConverter(Span.class)
    Duration blockTimeout();

    /** How long a message may take from DATA to its end. */
    @WithDefault("PT1H")
    @WithConverter(Span.class)
    Duration dataTimeout();

    /** How long the PROXY header may take, and then the TLS handshake. */
    @WithDefault("PT30S")
    @WithConverter(Span.class)
    Duration handshakeTimeout();

    /** How long a shutdown waits for transactions that are under way. */
    @WithDefault("PT20S")
    @WithConverter(Span.class)
    Duration drainTimeout();
}
