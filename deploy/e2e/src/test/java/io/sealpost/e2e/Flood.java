package io.sealpost.e2e;

import static org.awaitility.Awaitility.await;

import io.sealpost.platform.mail.ReceivedMail;
import io.sealpost.platform.mail.SmtpReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * content of each follows from its number; one in twenty is larger than a chunk of the spool. One in ten may go to another
 * recipient, whose domain a rule closes: each from an address of its own, so that a report tells by its recipient what it is
 * about.
 */
final class Flood implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGE = 100_000;
    private static final String SENDER = "alice-";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final Tenant tenant;
    private final String recipient;
    private final Optional<String> unreachable;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, String> taken = new ConcurrentHashMap<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private volatile boolean closed;

    private Flood(Tenant tenant, String recipient, Optional<String> unreachable) {
        this.tenant = tenant;
        this.recipient = recipient;
        this.unreachable = unreachable;
    }

    static Flood start(Tenant tenant, String recipient) {
        return start(new Flood(tenant, recipient, Optional.empty()));
    }

    /** @param unreachable the recipient of one message in ten, all of which must be reported */
    static Flood start(Tenant tenant, String recipient, String unreachable) {
        return start(new Flood(tenant, recipient, Optional.of(unreachable)));
    }

    private static Flood start(Flood flood) {
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

    /**
     * Whether it is a beginning of what was sent and no more. The partner's server takes what came of a chunk (BDAT, RFC 3030)
     * for all of it when the connection breaks, as it does when a relay is killed; the relay counts it as not delivered.
     */
    boolean isCut(ReceivedMail mail) {
        String received = new String(mail.bytes(), StandardCharsets.US_ASCII);
        String begun = received.substring(received.indexOf("From: Alice <"));
        String sent = new String(message(number(mail)), StandardCharsets.US_ASCII);
        return begun.length() < sent.length() && sent.startsWith(begun);
    }

    /** The reports on messages of this flood that have arrived. */
    List<ReceivedMail> reports() {
        return tenant.world().mailbox.received().stream()
                .filter(mail -> mail.recipients().stream().anyMatch(this::isSender))
                .toList();
    }

    /** The number of the message that a report of {@link #reports()} is about. */
    static int reportedNumber(ReceivedMail report) {
        String sender = report.recipients().get(0);
        return Integer.parseInt(sender.substring(SENDER.length(), sender.indexOf('@')));
    }

    /** Whether the address is that of a message to the domain that is closed. */
    boolean isSender(String address) {
        return address.startsWith(SENDER) && address.endsWith("@" + tenant.domain());
    }

    /** The numbers of those that were answered 250, are not among these, and were not reported. */
    Set<Integer> missingIn(List<ReceivedMail> received) {
        Set<Integer> missing = new TreeSet<>(taken.keySet());
        received.forEach(mail -> missing.remove(number(mail)));
        reports().forEach(report -> missing.remove(reportedNumber(report)));
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
                SmtpReply reply = submit(number);
                if (reply.code() == 250) {
                    taken.put(number, Tenant.queueId(reply));
                }
            } catch (AssertionError unanswered) {
                pause();
            }
        }
    }

    private SmtpReply submit(int number) {
        if (unreachable.isPresent() && number % 10 == 0) {
            String from = SENDER + number + "@" + tenant.domain();
            return tenant.submit(1, from, message(number), unreachable.orElseThrow());
        }
        return tenant.submit(1, message(number), recipient);
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
        int size = number % 20 == 1 ? LARGE : 500 + content.nextInt(3_000);
        while (message.length() < size) {
            IntStream.range(0, 70).forEach(i -> message.append(LETTERS.charAt(content.nextInt(LETTERS.length()))));
            message.append("\r\n");
        }
        return message.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
