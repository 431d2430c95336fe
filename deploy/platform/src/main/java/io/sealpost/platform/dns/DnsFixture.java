package io.sealpost.platform.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import org.xbill.DNS.Message;

/**
 * A DNS server on the loopback interface (UDP and TCP on one port) that knows what is written to its zone while it
 * runs: names that are not in it do not exist.
 */
public final class DnsFixture implements AutoCloseable {
    private static final int UDP_LIMIT = 512;
    private static final int TCP_LIMIT = 65_535;
    private static final int TCP_TIMEOUT_MILLIS = 10_000;

    private final Zone zone = new Zone();
    private final ServerSocket tcp;
    private final DatagramSocket udp;

    private DnsFixture(ServerSocket tcp, DatagramSocket udp) {
        this.tcp = tcp;
        this.udp = udp;
        daemon("dns-udp", this::serveUdp);
        daemon("dns-tcp", this::serveTcp);
    }

    /** Listens on the port, or on a free one for 0. */
    public static DnsFixture start(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            ServerSocket tcp = new ServerSocket(port, 50, loopback);
            return new DnsFixture(tcp, new DatagramSocket(tcp.getLocalPort(), loopback));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve DNS on port " + port, e);
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    /** {@code HOST:PORT}, as the relay's setting {@code sealpost.dns.servers} takes it. */
    public String server() {
        return tcp.getInetAddress().getHostAddress() + ":" + tcp.getLocalPort();
    }

    public Zone zone() {
        return zone;
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serveUdp() {
        byte[] buffer = new byte[TCP_LIMIT];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
                int limit = query.getOPT() == null
                        ? UDP_LIMIT
                        : Math.max(UDP_LIMIT, query.getOPT().getPayloadSize());
                Optional<Message> answer = zone.answer(query);
                if (answer.isPresent()) {
                    byte[] wire = answer.get().toWire(limit);
                    udp.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // The socket was closed, or what came was no DNS message and gets no answer.
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                socket.setSoTimeout(TCP_TIMEOUT_MILLIS);
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                Optional<Message> answer = zone.answer(new Message(in.readNBytes(in.readUnsignedShort())));
                if (answer.isPresent()) {
                    byte[] wire = answer.get().toWire(TCP_LIMIT);
                    out.writeShort(wire.length);
                    out.write(wire);
                    out.flush();
                }
            } catch (IOException e) {
                // As with UDP.
            }
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
