package io.sealpost.local.bench;

import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A server of a dead destination: the kernel takes its connections, as many as its backlog holds, and nobody ever greets. */
final class SilentServer implements AutoCloseable {
    private static final int BACKLOG = 1_000;

    private final ServerSocket listener;

    private SilentServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** Listens on a free port of the loopback interface. */
    static SilentServer start() {
        try {
            return new SilentServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new ServerFailed("the server that never answers cannot listen: " + e.getMessage(), e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new ServerFailed("the server that never answers cannot be closed: " + e.getMessage(), e);
        }
    }
}
