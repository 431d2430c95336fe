package io.sealpost.local.bench;

import io.sealpost.local.provision.Printable;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Timer;
import java.util.TimerTask;

/** Writes events, a line each and some of them at once, and reads them back. */
final class EventLines implements Events {
    private static final int BUFFER = 64 * 1024;
    private static final long FLUSH_MILLIS = 10;

    private final OutputStream out;

    EventLines(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    /** They reach the process that reads this one's output within 10 ms, or by {@link #flush}, so that it is woken seldom. */
    static EventLines onStandardOutput() {
        EventLines events = new EventLines(new FileOutputStream(FileDescriptor.out));
        TimerTask flush = new TimerTask() {
            @Override
            public void run() {
                events.flush();
            }
        };
        new Timer("event-lines", true).schedule(flush, FLUSH_MILLIS, FLUSH_MILLIS);
        return events;
    }

    /** Tells of the event that a line stands for. */
    static void read(String line, Events events) {
        String[] words = line.split(" ", 4);
        switch (words[0]) {
            case "listening" -> events.listening(Integer.parseInt(words[1]));
            case "taken" ->
                events.taken(Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
            case "refused" -> events.refused(Integer.parseInt(words[1]), line.split(" ", 3)[2]);
            case "sent" -> events.sent();
            case "connected" -> events.connected();
            case "secured" -> events.secured(words[1].equals("resumed"));
            case "disconnected" -> events.disconnected();
            case "delivered" ->
                events.delivered(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3]));
            case "damaged" -> events.damaged(line.split(" ", 2)[1]);
            default -> throw new IllegalArgumentException("no event: " + line);
        }
    }

    @Override
    public void listening(int port) {
        write("listening " + port);
    }

    @Override
    public void taken(int number, long at, long nanos) {
        write("taken " + number + " " + at + " " + nanos);
    }

    @Override
    public void refused(int number, String words) {
        write("refused " + number + " " + Printable.of(words));
    }

    @Override
    public void sent() {
        write("sent");
    }

    @Override
    public void connected() {
        write("connected");
    }

    @Override
    public void secured(boolean resumed) {
        write("secured " + (resumed ? "resumed" : "full"));
    }

    @Override
    public void disconnected() {
        write("disconnected");
    }

    @Override
    public void delivered(int number, int recipient, long at) {
        write("delivered " + number + " " + recipient + " " + at);
    }

    @Override
    public void damaged(String words) {
        write("damaged " + Printable.of(words));
    }

    synchronized void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void write(String event) {
        try {
            out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
