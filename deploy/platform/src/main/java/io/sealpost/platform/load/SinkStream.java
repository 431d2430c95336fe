package io.sealpost.platform.load;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Lines and messages of a client; what is said goes out together, when the client has nothing more to be read. */
final class SinkStream {
    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_LINE = 4 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    SinkStream(Socket socket) throws IOException {
        this.in = socket.getInputStream();
        this.out = new BufferedOutputStream(socket.getOutputStream(), 1024);
    }

    /** Adds CRLF. */
    void say(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    void flush() throws IOException {
        out.flush();
    }

    /** The next line without its end; empty where the client has hung up. */
    Optional<String> line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (next < end || fill()) {
            byte octet = buffer[next++];
            if (octet == '\n') {
                return Optional.of(line.toString().stripTrailing());
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("endless line");
            }
            line.append((char) octet);
        }
        return Optional.empty();
    }

    /** A message up to the end of its data, without transparency dots. */
    byte[] message() throws IOException {
        byte[] message = new byte[BUFFER];
        int length = 0;
        int lineStart = 0;
        while (next < end || fill()) {
            int stop = endOfLine();
            message = withRoom(message, length + stop - next);
            System.arraycopy(buffer, next, message, length, stop - next);
            length += stop - next;
            next = stop;
            if (message[length - 1] == '\n') {
                if (message[lineStart] == '.') {
                    if (length == lineStart + 3) {
                        return Arrays.copyOf(message, lineStart);
                    }
                    System.arraycopy(message, lineStart + 1, message, lineStart, length - lineStart - 1);
                    length--;
                }
                lineStart = length;
            }
        }
        throw new EOFException("the client hung up within a message");
    }

    /** Behind the next line feed of what is there, or behind all of it. */
    private int endOfLine() {
        for (int i = next; i < end; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        return end;
    }

    private static byte[] withRoom(byte[] octets, int length) {
        return length <= octets.length ? octets : Arrays.copyOf(octets, Math.max(length, 2 * octets.length));
    }

    private boolean fill() throws IOException {
        out.flush();
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
