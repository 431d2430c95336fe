package io.sealpost.platform.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Clients that hand in numbered messages as fast as they are answered, in clear and with pipelining. A client whose message
 * is not taken, for whatever reason, connects anew for the next one.
 *
 * @param servers where; clients are spread over them, and stay with theirs
 * @param clients how many at once
 * @param perConnection messages before a client connects anew
 * @param messages the message of a number; called by the clients' threads
 * @param answers hears what became of each, on the clients' threads
 */
public record SmtpLoad(
        List<InetSocketAddress> servers,
        int clients,
        int perConnection,
        IntFunction<Submission> messages,
        Answers answers) {
    public SmtpLoad {
        servers = List.copyOf(servers);
    }

    /** Hears of each message's final reply. */
    public interface Answers {
        /**
         * A message was answered with 250.
         *
         * @param nanos from the last octet of the message to the last of the reply
         */
        void taken(int number, long nanos);

        /** A message was refused, or the connection failed before the final reply. */
        void refused(int number, IOException cause);
    }

    /** Hands in so many, from the first number on, and blocks until each is answered or has failed. */
    public void run(int first, int count) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            AtomicInteger next = new AtomicInteger(first);
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                InetSocketAddress server = servers.get(i % servers.size());
                work.add(Executors.callable(() -> client(server, next, first + count), true));
            }
            for (Future<Boolean> client : threads.invokeAll(work)) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void client(InetSocketAddress server, AtomicInteger next, int end) {
        int number = next.getAndIncrement();
        while (number < end) {
            try (LoadConnection connection = LoadConnection.open(server)) {
                for (int i = 0; i < perConnection && number < end; i++) {
                    answers.taken(number, connection.submit(messages.apply(number)));
                    number = next.getAndIncrement();
                }
                connection.quit();
            } catch (IOException e) {
                answers.refused(number, e);
                number = next.getAndIncrement();
            }
        }
    }
}
