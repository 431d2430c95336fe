package io.sealpost.e2e;

import static org.awaitility.Awaitility.await;

import io.sealpost.platform.mail.ReceivedMail;
import io.sealpost.platform.mail.SmtpReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Clients that send numbered messages to one recipient as fast as the first relay takes them, whatever becomes of it. The
 * content of each follows from its number; one in twenty is larger than a chunk of the spool.
 */
final class Flood implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGE = 100_000;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final Tenant tenant;
    private final String recipient;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, String> taken = new ConcurrentHashMap<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private volatile boolean closed;

    private Flood(Tenant tenant, String recipient) {
        this.tenant = tenant;
        this.recipient = recipient;
    }

    static Flood start(Tenant tenant, String recipient) {
        Flood flood = new Flood(tenant, recipient);
        for (int client = 0; client < CLIENTS; client++) {
            flood.clients.execute(flood::send);
        }
        return flood;
    }

    /** The queue id of every message that was answered 250 until now, by its number. */
    Map<Integer, String> taken() {
        return Map.copyOf(taken);
    }

    /** Waits until so many more are answered 250. */
    void awaitTaken(int more) {
        int wanted = taken.size() + more;
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> taken.size() >= wanted);
    }

    /** The number of a message of this flood, as it was received. */
    static int number(ReceivedMail mail) {
        return Integer.parseInt(Tenant.subject(mail).replaceFirst("flood-", ""));
    }

    /** Whether it is, from the header field after the trace to the last octet, what was sent. */
    boolean isIntact(ReceivedMail mail) {
        byte[] sent = message(number(mail));
        byte[] received = mail.bytes();
        return received.length > sent.length
                && Arrays.equals(received, received.length - sent.length, received.length, sent, 0, sent.length);
    }

    /** The numbers of those that were answered 250 and are not among these. */
    Set<Integer> missingIn(List<ReceivedMail> received) {
        Set<Integer> missing = new TreeSet<>(taken.keySet());
        received.forEach(mail -> missing.remove(number(mail)));
        return missing;
    }

    /** Sends no more; waits for the messages under way. */
    @Override
    public void close() {
        closed = true;
        clients.shutdown();
        try {
            if (!clients.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new AssertionError("the last messages were not answered within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        while (!closed) {
            int number = next.incrementAndGet();
            try {
                SmtpReply reply = tenant.submit(1, message(number), recipient);
                if (reply.code() == 250) {
                    taken.put(number, Tenant.queueId(reply));
                }
            } catch (AssertionError unanswered) {
                pause();
            }
        }
    }

    /** The relay is away. */
    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] message(int number) {
        StringBuilder message = new StringBuilder("From: Alice <" + tenant.sender() + ">\r\nTo: " + recipient
                + "\r\nSubject: flood-" + number + "\r\nDate: Tue, 24 Nov 2026 08:15:58 +0000\r\nMessage-ID: <flood-"
                + number + "@" + tenant.domain() + ">\r\n\r\n");
        Random content = new Random(number);
        int size = number % 20 == 0 ? LARGE : 500 + content.nextInt(3_000);
        while (message.length() < size) {
            IntStream.range(0, 70).forEach(i -> message.append(LETTERS.charAt(content.nextInt(LETTERS.length()))));
            message.append("\r\n");
        }
        return message.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
