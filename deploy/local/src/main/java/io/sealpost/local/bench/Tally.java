package io.sealpost.local.bench;

import io.sealpost.platform.load.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** What became of each message, from what generator and partner tell in whatever order. Thread-safe. */
final class Tally implements Events {
    private static final int COMPLAINTS = 5;

    private final int recipients;
    private final long[] takenAt;
    private final long[] replyNanos;
    private final long[] deliveredAt;
    private final short[] awaited;
    private final BitSet arrived = new BitSet();
    private final List<String> complaints = new ArrayList<>();
    private OptionalInt port = OptionalInt.empty();
    private Connections connections = new Connections(0, 0, 0, 0, 0);
    private boolean sent;
    private int taken;
    private int refused;
    private int complete;
    private int twice;
    private int damaged;

    /** Of the messages of this load, of which nothing is known yet. */
    Tally(Load load) {
        int messages = load.total();
        this.recipients = load.the(Amount.RECIPIENTS);
        this.takenAt = new long[messages];
        this.replyNanos = new long[messages];
        this.deliveredAt = new long[messages];
        this.awaited = new short[messages];
        for (int number = 0; number < messages; number++) {
            awaited[number] = (short) load.answering(number);
        }
    }

    @Override
    public synchronized void listening(int at) {
        port = OptionalInt.of(at);
    }

    @Override
    public synchronized void taken(int number, long at, long nanos) {
        taken++;
        takenAt[number] = at;
        replyNanos[number] = nanos;
        complete += awaited[number] == 0 ? 1 : 0;
    }

    @Override
    public synchronized void refused(int number, String words) {
        refused++;
        complain("message " + number + " was not taken: " + words);
    }

    @Override
    public synchronized void sent() {
        sent = true;
    }

    @Override
    public synchronized void connected() {
        connections = connections.opened();
    }

    @Override
    public synchronized void secured(boolean resumed) {
        connections = connections.secured(resumed);
    }

    @Override
    public synchronized void disconnected() {
        connections = connections.closed();
    }

    @Override
    public synchronized void delivered(int number, int recipient, long at) {
        if (number >= awaited.length || recipient >= recipients) {
            damaged("message " + number + " for recipient " + recipient + " was never sent");
            return;
        }
        if (arrived.get(number * recipients + recipient)) {
            twice++;
            return;
        }
        arrived.set(number * recipients + recipient);
        awaited[number]--;
        deliveredAt[number] = Math.max(deliveredAt[number], at);
        complete += awaited[number] == 0 && takenAt[number] != 0 ? 1 : 0;
    }

    @Override
    public synchronized void damaged(String words) {
        damaged++;
        complain(words);
    }

    /** Where the partner's server listens, once it does. */
    synchronized OptionalInt port() {
        return port;
    }

    /** Before the generator is told to send more. */
    synchronized void expectMore() {
        sent = false;
    }

    /** Whether the generator has sent all, and all that was taken has arrived. */
    synchronized boolean isSettled() {
        return sent && complete == taken;
    }

    /** Grows with each message that is answered or has arrived wherever a server answers. */
    synchronized int progress() {
        return taken + refused + complete;
    }

    synchronized Counts counts() {
        return new Counts(taken, refused, complete, twice, damaged, complaints);
    }

    synchronized Connections connections() {
        return connections;
    }

    /** The times of those messages from this number on that were taken and have arrived; at least one. */
    synchronized Times times(int from) {
        int[] numbers = IntStream.range(from, takenAt.length)
                .filter(number -> takenAt[number] != 0 && deliveredAt[number] != 0 && awaited[number] == 0)
                .toArray();
        return new Times(
                numbers.length,
                Percentiles.of(values(numbers, number -> replyNanos[number])),
                // A fast relay has delivered before its client has read the reply.
                Percentiles.of(values(numbers, number -> Math.max(0, deliveredAt[number] - takenAt[number]))),
                Percentiles.of(values(numbers, number -> takenAt[number])).within(1),
                Percentiles.of(values(numbers, number -> deliveredAt[number])).within(1));
    }

    private static long[] values(int[] numbers, IntToLongFunction value) {
        return Arrays.stream(numbers).mapToLong(value).toArray();
    }

    private void complain(String words) {
        if (complaints.size() < COMPLAINTS) {
            complaints.add(words);
        }
    }

    /**
     * Of messages that were taken and have arrived.
     *
     * @param wayMicros from the reply to the message's last arrival
     * @param lastTaken microseconds of the wall clock, as {@code lastDelivered}
     */
    record Times(int messages, Percentiles replyNanos, Percentiles wayMicros, long lastTaken, long lastDelivered) {}
}
