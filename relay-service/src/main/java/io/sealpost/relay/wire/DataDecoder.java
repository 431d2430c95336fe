package io.sealpost.relay.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Turns the octets that follow DATA into the octets of the message: takes away the dot that was stuffed before a
 * leading dot, and finds the end.
 *
 * <p>RFC 5321 §4.5.2: the end is CRLF, dot, CRLF, and nothing that merely resembles it; otherwise a message could smuggle a
 * second one past us or through us. Whatever resembles it stays in the content, where {@link ContentCheck} finds it.
 */
public final class DataDecoder implements BodyDecoder {
    private enum At {
        LINE_START,
        DOT,
        DOT_CR,
        TEXT,
        CR,
        END
    }

    private At at = At.LINE_START;
    private boolean bareCr;
    private byte[] out = {};
    private int length;

    @Override
    public byte[] decode(ByteBuffer in) {
        // A CR that was held back adds one octet to those of the input; most input has neither that nor a dot too many.
        out = new byte[in.remaining() + (at == At.DOT_CR ? 1 : 0)];
        length = 0;
        while (in.hasRemaining() && at != At.END) {
            if (at == At.TEXT && in.get(in.position()) != '\r') {
                takeText(in);
            } else {
                take(in.get());
            }
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    @Override
    public boolean isEnded() {
        return at == At.END;
    }

    @Override
    public boolean isLast() {
        return true;
    }

    /** Where the line before the dot ends with CR CR LF: a client that sees no line end there stuffs no dot behind it. */
    @Override
    public boolean isDoubtful() {
        return bareCr;
    }

    /** Takes the rest of a line at once, up to its CR: most of a message is such. */
    private void takeText(ByteBuffer in) {
        int start = in.position();
        int end = start + 1;
        while (end < in.limit() && in.get(end) != '\r') {
            end++;
        }
        in.get(out, length, end - start);
        length += end - start;
    }

    private void take(byte octet) {
        switch (at) {
            case LINE_START -> {
                if (octet == '.') {
                    at = At.DOT;
                } else {
                    bareCr = false;
                    text(octet);
                }
            }
            case DOT -> {
                if (octet == '\r') {
                    at = At.DOT_CR;
                } else {
                    bareCr = false;
                    text(octet);
                }
            }
            case DOT_CR -> {
                if (octet == '\n') {
                    at = At.END;
                } else {
                    text((byte) '\r');
                    text(octet);
                }
            }
            case CR -> {
                bareCr = octet == '\r' || (bareCr && octet == '\n');
                text(octet);
                at = octet == '\n' ? At.LINE_START : at;
            }
            default -> text(octet);
        }
    }

    private void text(byte octet) {
        at = octet == '\r' ? At.CR : At.TEXT;
        out[length++] = octet;
    }
}
