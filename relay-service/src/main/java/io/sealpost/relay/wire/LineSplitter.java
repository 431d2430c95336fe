package io.sealpost.relay.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cuts a stream of octets into command lines.
 *
 * <p>RFC 5321 §2.3.8: a line ends with CRLF and nothing else. A CR or LF on its own makes the line worthless, and all
 * up to the next CRLF with it: a command that hides behind a bare LF is never obeyed. It is told at once, so that a
 * client which ends all its lines with LF hears why it gets no answers.
 */
public final class LineSplitter {
    private enum At {
        LINE,
        CR,
        /** Dropping all up to the next CRLF. */
        LOST,
        LOST_CR
    }

    private final int maxOctets;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private At at = At.LINE;

    /** @param maxOctets the longest line, without its CRLF */
    public LineSplitter(int maxOctets) {
        this.maxOctets = maxOctets;
    }

    /** The next line, once it is complete; consumes its octets and no more. */
    public Optional<CommandLine> next(ByteBuffer in) {
        while (in.hasRemaining()) {
            Optional<CommandLine> found = take(in.get());
            if (found.isPresent()) {
                line.reset();
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<CommandLine> take(byte octet) {
        return switch (at) {
            case LINE -> inLine(octet);
            case CR -> afterCr(octet);
            case LOST -> {
                at = octet == '\r' ? At.LOST_CR : At.LOST;
                yield Optional.empty();
            }
            case LOST_CR -> {
                at = octet == '\n' ? At.LINE : octet == '\r' ? At.LOST_CR : At.LOST;
                yield Optional.empty();
            }
        };
    }

    private Optional<CommandLine> inLine(byte octet) {
        if (octet == '\r') {
            at = At.CR;
            return Optional.empty();
        }
        if (octet == '\n') {
            at = At.LOST;
            return Optional.of(new CommandLine.BareLineEnd());
        }
        if (line.size() == maxOctets) {
            at = At.LOST;
            return Optional.of(new CommandLine.TooLong());
        }
        line.write(octet);
        return Optional.empty();
    }

    private Optional<CommandLine> afterCr(byte octet) {
        if (octet == '\n') {
            at = At.LINE;
            return Optional.of(new CommandLine.Text(line.toString(StandardCharsets.UTF_8)));
        }
        at = octet == '\r' ? At.LOST_CR : At.LOST;
        return Optional.of(new CommandLine.BareLineEnd());
    }
}
