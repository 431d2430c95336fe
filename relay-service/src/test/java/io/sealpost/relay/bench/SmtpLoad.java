package io.sealpost.relay.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that hand in messages as fast as they are answered, in clear and with pipelining.
 *
 * @param server where
 * @param clients how many at once
 * @param messages in all
 * @param size octets of a message
 * @param perConnection messages before a client connects anew
 */
public record SmtpLoad(InetSocketAddress server, int clients, int messages, int size, int perConnection) {
    private static final int TIMEOUT_MILLIS = 60_000;

    /**
     * What came of it.
     *
     * @param elapsed from the first connection to the last reply
     * @param nanos of each final reply, from the final dot on; ascending
     */
    public record Result(Duration elapsed, long[] nanos) {
        double perSecond() {
            return nanos.length * 1e9 / elapsed.toNanos();
        }

        /** Milliseconds within which that share of all final replies came. */
        double percentile(double share) {
            return nanos[(int) Math.min(nanos.length - 1, Math.floor(share * nanos.length))] / 1e6;
        }
    }

    /** Hands them all in; fails on the first that is not taken. */
    public Result run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            AtomicInteger left = new AtomicInteger(messages);
            byte[] message = message();
            List<Callable<List<Long>>> work = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                work.add(() -> client(left, message));
            }
            long begun = System.nanoTime();
            List<Future<List<Long>>> done = threads.invokeAll(work);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> each : done) {
                all.addAll(each.get());
            }
            return new Result(
                    elapsed, all.stream().mapToLong(Long::longValue).sorted().toArray());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Long> client(AtomicInteger left, byte[] message) throws IOException {
        List<Long> nanos = new ArrayList<>();
        int next = left.getAndDecrement();
        while (next > 0) {
            try (Socket socket = new Socket()) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.connect(server, TIMEOUT_MILLIS);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream();
                expect(in, "220");
                say(out, "EHLO load.example\r\n");
                expect(in, "250");
                for (int i = 0; i < perConnection && next > 0; i++) {
                    nanos.add(submit(in, out, message));
                    next = left.getAndDecrement();
                }
                say(out, "QUIT\r\n");
                expect(in, "221");
            }
        }
        return nanos;
    }

    private static long submit(InputStream in, OutputStream out, byte[] message) throws IOException {
        say(out, "MAIL FROM:<ann@sender.example>\r\nRCPT TO:<bob@bank.example>\r\nDATA\r\n");
        expect(in, "250");
        expect(in, "250");
        expect(in, "354");
        out.write(message);
        long begun = System.nanoTime();
        expect(in, "250");
        return System.nanoTime() - begun;
    }

    private byte[] message() {
        String header = "From: ann@sender.example\r\nTo: bob@bank.example\r\nSubject: load\r\n"
                + "Date: Tue, 24 Nov 2026 08:15:58 +0000\r\nMessage-ID: <load@sender.example>\r\n\r\n";
        byte[] text = new byte[size];
        Arrays.fill(text, (byte) 'x');
        for (int i = 77; i < size; i += 78) {
            text[i - 1] = '\r';
            text[i] = '\n';
        }
        System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, text, 0, header.length());
        text[size - 2] = '\r';
        text[size - 1] = '\n';
        text[size - 3] = 'x';
        byte[] whole = Arrays.copyOf(text, size + 3);
        whole[size] = '.';
        whole[size + 1] = '\r';
        whole[size + 2] = '\n';
        return whole;
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a reply of one or more lines. */
    private static void expect(InputStream in, String code) throws IOException {
        StringBuilder line = new StringBuilder();
        do {
            line.setLength(0);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the relay closed the connection instead of " + code + ": " + line);
                }
                line.append((char) c);
            }
            if (!line.toString().startsWith(code)) {
                throw new IOException("not " + code + ": " + line);
            }
        } while (line.charAt(3) == '-');
    }
}
