package io.sealpost.platform.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client's connection; any reply but the wished one is an {@link IOException} with its words. */
final class LoadConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final byte[] EHLO = ascii("EHLO load.example\r\n");
    private static final byte[] QUIT = ascii("QUIT\r\n");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private LoadConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static LoadConnection open(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(server, TIMEOUT_MILLIS);
            LoadConnection connection = new LoadConnection(socket);
            connection.expect("220");
            connection.out.write(EHLO);
            connection.expect("250");
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Answers how many nanoseconds the final reply took. */
    long submit(Submission message) throws IOException {
        out.write(message.envelope());
        for (int i = 0; i <= message.recipients(); i++) {
            expect("250");
        }
        expect("354");
        out.write(message.content());
        long begun = System.nanoTime();
        expect("250");
        return System.nanoTime() - begun;
    }

    /** Says QUIT; whatever comes of it, what was taken stays taken. */
    void quit() {
        try {
            out.write(QUIT);
            expect("221");
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Reads a reply of one or more lines. */
    private void expect(String code) throws IOException {
        StringBuilder line = new StringBuilder();
        do {
            line.setLength(0);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server closed the connection instead of " + code + ": " + line);
                }
                line.append((char) c);
            }
            if (!line.toString().startsWith(code)) {
                throw new IOException("not " + code + " but " + line.toString().strip());
            }
        } while (line.charAt(3) == '-');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
