package io.sealpost.relay.delivery;

import io.sealpost.settings.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the relay waits for a remote server; the defaults are those of RFC 5321 §4.5.3.2 where it names one. */
@ConfigMapping(prefix = "sealpost.delivery.timeout")
public interface Timeouts {
    /** For the TCP connection. */
    @WithDefault("PT30S")
    @WithConverter(Span.class)
    Duration connect();

    /** For the 220 after it. */
    @WithDefault("PT5M")
    @WithConverter(Span.class)
    Duration greeting();

    /** For the whole reply to EHLO, STARTTLS, MAIL and RCPT. */
    @WithDefault("PT5M")
    @WithConverter(Span.class)
    Duration command();

    /**
     * For the reply to the first command on a connection that served before; then another one is made. Short, since a
     * firewall on the way may have dropped it without a word.
     */
    @WithDefault("PT20S")
    @WithConverter(Span.class)
    Duration resume();

    /** For the TLS handshake. */
    @WithDefault("PT1M")
    @WithConverter(Span.class)
    Duration handshake();

    /** For the 354 after DATA. */
    @WithDefault("PT2M")
    @WithConverter(Span.class)
    Duration data();

    /** For the server to take a block of the body, or to answer a chunk of it. */
    @WithDefault("PT3M")
    @WithConverter(Span.class)
    Duration block();

    /** For the reply to the end of the message: the final dot or the last chunk. */
    @WithDefault("PT10M")
    @WithConverter(Span.class)
    Duration finalDot();

    /** For the reply to QUIT, when nothing depends on it any more. */
    @WithDefault("PT5S")
    @WithConverter(Span.class)
    Duration quit();
}
