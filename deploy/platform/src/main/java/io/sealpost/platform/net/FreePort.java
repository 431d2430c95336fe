package io.sealpost.platform.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Picks loopback ports for servers that cannot tell which port the system gave them. They lie below those that systems give to
 * outgoing connections (from 32768 on Linux, from 49152 by RFC 6335 §6), so none is taken away before its server has started.
 */
public final class FreePort {
    private static final int FIRST = 21_000;
    private static final int SOME = 11_700;
    /** Processes begin far from each other, and each goes on from where it is: none picks what another has just picked. */
    private static final AtomicLong NEXT =
            new AtomicLong(ProcessHandle.current().pid() * 7_919);

    private FreePort() {}

    /** The wanted port, or one that is free at this moment if it is 0. */
    public static int of(int wanted) {
        return wanted != 0
                ? wanted
                : LongStream.range(0, SOME)
                        .mapToInt(tried -> FIRST + Math.floorMod(NEXT.getAndIncrement(), SOME))
                        .filter(FreePort::isFree)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no free port on the loopback interface"));
    }

    /** Whether a server could listen on this port of the loopback interface now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
