package io.sealpost.e2e;

import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.mail.SmtpReply;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A customer who sends a message to one recipient every {@link #PACE}, on a connection each. */
final class Load implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(200);

    private final Tenant tenant;
    private final String recipient;
    private final Map<String, String> taken = new ConcurrentHashMap<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int sent;

    private Load(Tenant tenant, String recipient) {
        this.tenant = tenant;
        this.recipient = recipient;
    }

    static Load start(Tenant tenant, String recipient) {
        Load load = new Load(tenant, recipient);
        load.clock.scheduleAtFixedRate(load::send, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
        return load;
    }

    /** The queue id of every message that the relay took, by its subject. */
    Map<String, String> taken() {
        return Map.copyOf(taken);
    }

    /** What the relay said, or failed to say, to messages that it did not take. */
    Queue<String> refused() {
        return refused;
    }

    /** Subjects of messages that were taken and have not arrived at the partner's server. */
    Set<String> missingAt(PartnerServer server) {
        Set<String> missing = new HashSet<>(taken.keySet());
        missing.removeAll(tenant.received(server).stream().map(Tenant::subject).collect(Collectors.toSet()));
        return missing;
    }

    /** Sends no more; waits for the message under way. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new AssertionError("the last message was not answered within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        String subject = "load-" + ++sent;
        try {
            SmtpReply reply = tenant.submit(1, subject, recipient);
            if (reply.code() == 250) {
                taken.put(subject, Tenant.queueId(reply));
            } else {
                refused.add(subject + ": " + reply);
            }
        } catch (AssertionError e) {
            refused.add(subject + ": " + e);
        }
    }
}
