package io.sealpost.relay.bench;

import io.sealpost.platform.load.Percentiles;
import io.sealpost.platform.load.SmtpLoad;
import io.sealpost.platform.load.Submission;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * The same message again and again, from clients that hand it in as fast as they are answered.
 *
 * @param server where
 * @param clients how many at once
 * @param messages in all
 * @param size octets of a message
 * @param perConnection messages before a client connects anew
 */
public record SameMessage(InetSocketAddress server, int clients, int messages, int size, int perConnection) {
    /**
     * What came of it.
     *
     * @param elapsed from the first connection to the last reply
     * @param nanos of the final replies
     */
    public record Result(int messages, Duration elapsed, Percentiles nanos) {
        double perSecond() {
            return messages * 1e9 / elapsed.toNanos();
        }

        /** Milliseconds within which that share of all final replies came. */
        double percentile(double share) {
            return nanos.within(share) / 1e6;
        }
    }

    /** Hands them all in; fails if one is not taken. */
    public Result run() throws Exception {
        Submission message = Submission.of("ann@sender.example", List.of("bob@bank.example"), message());
        AtomicLongArray nanos = new AtomicLongArray(messages);
        Queue<IOException> refused = new ConcurrentLinkedQueue<>();
        SmtpLoad load =
                new SmtpLoad(List.of(server), clients, perConnection, number -> message, new SmtpLoad.Answers() {
                    @Override
                    public void taken(int number, long took) {
                        nanos.set(number, took);
                    }

                    @Override
                    public void refused(int number, IOException cause) {
                        refused.add(cause);
                    }
                });
        long begun = System.nanoTime();
        load.run(0, messages);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        if (!refused.isEmpty()) {
            throw new IllegalStateException(refused.size() + " messages were not taken", refused.peek());
        }
        return new Result(
                messages,
                elapsed,
                Percentiles.of(
                        IntStream.range(0, messages).mapToLong(nanos::get).toArray()));
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
        text[size - 3] = 'x';
        text[size - 2] = '\r';
        text[size - 1] = '\n';
        return text;
    }
}
