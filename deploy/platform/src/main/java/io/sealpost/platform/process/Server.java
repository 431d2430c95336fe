package io.sealpost.platform.process;

/** A server that runs in a process of its own. */
public interface Server extends AutoCloseable {
    long pid();

    boolean isRunning();

    /** Ends the server in good order, and kills it when that takes too long. */
    void stop();

    /** Ends the server as a crash would, and waits until it is gone. */
    void kill();

    @Override
    default void close() {
        stop();
    }
}
