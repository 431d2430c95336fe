package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.wire.Command;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes the Received field that every relay puts in front (RFC 5321 §4.4), with the protocol words of RFC 3848.
 *
 * <p>It names a recipient only where there is no other, so that none learns of a blind copy (RFC 5321 §7.2), and only in
 * ASCII, so that the trace alone makes no message one that needs SMTPUTF8.
 */
final class TraceHeader {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static volatile Second latest = new Second(Instant.EPOCH);

    private final String hostname;
    private final Clock clock;

    /** @param hostname what this relay calls itself */
    TraceHeader(String hostname, Clock clock) {
        this.hostname = hostname;
        this.clock = clock;
    }

    byte[] of(Connection connection, Command.Hello hello, Envelope envelope, QueueId id) {
        String tls = connection
                .tls()
                .map(session -> " (" + session.version() + " " + session.cipher() + ")")
                .orElse("");
        String field = "Received: from " + hello.name() + " (" + literal(connection.client()) + ")\r\n"
                + "\tby " + hostname + " with " + protocol(connection, hello, envelope) + tls + "\r\n"
                + "\tid " + id + only(envelope) + ";\r\n"
                + "\t" + date(clock.instant()) + "\r\n";
        return field.getBytes(StandardCharsets.US_ASCII);
    }

    /** As RFC 5322 §3.3 wants it. All messages of a second have the same, so the latest is kept. */
    static String date(Instant instant) {
        Second known = latest;
        if (known.of != instant.getEpochSecond()) {
            known = new Second(instant);
            latest = known;
        }
        return known.text;
    }

    private record Second(long of, String text) {
        Second(Instant instant) {
            this(instant.getEpochSecond(), DATE.format(instant));
        }
    }

    /** RFC 3848, and RFC 6531 §4.3 where the transaction used SMTPUTF8. */
    private static String protocol(Connection connection, Command.Hello hello, Envelope envelope) {
        if (connection.entrance() == Entrance.HTTP) {
            return connection.tls().isPresent() ? "HTTPS" : "HTTP";
        }
        if (!hello.extended()) {
            return "SMTP";
        }
        return (envelope.smtpUtf8() ? "UTF8SMTP" : "ESMTP")
                + (connection.tls().isPresent() ? "S" : "")
                + (connection.identity().isProved() ? "A" : "");
    }

    private static String only(Envelope envelope) {
        if (envelope.recipients().size() != 1) {
            return "";
        }
        Address recipient = envelope.recipients().get(0).address();
        return recipient.isInternationalized() ? "" : " for <" + recipient + ">";
    }

    /** An address as RFC 5321 §4.1.3 writes it. */
    static String literal(InetAddress client) {
        return "[" + (client instanceof Inet6Address ? "IPv6:" : "") + addressText(client) + "]";
    }

    /** Without the name of an interface. */
    static String addressText(InetAddress client) {
        String text = client.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
