package io.sealpost.relay.ingress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Slows down and limits those who try secrets, by address and by user. Bounded; for all threads.
 *
 * <p>IPv6 addresses count by their /64, which one client has to itself (RFC 6177). A user of whom many attempts fail, from
 * wherever, is closed to secrets that were not seen to be right before, so that a stranger cannot lock the owner out.
 */
final class AuthFailures {
    private static final Duration SPAN = Duration.ofMinutes(10);
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final int LONGEST_DOUBLINGS = 5;
    private static final int MOST_REMEMBERED = 20_000;

    private final Clock clock;
    private final int perAddress;
    private final int perUser;
    private final Recent<String, SlidingCount> addresses = new Recent<>(MOST_REMEMBERED);
    private final Recent<String, SlidingCount> users = new Recent<>(MOST_REMEMBERED);

    /**
     * @param perAddress failures of an address within ten minutes
     * @param perUser failures of a user within ten minutes
     */
    AuthFailures(Clock clock, int perAddress, int perUser) {
        this.clock = clock;
        this.perAddress = perAddress;
        this.perUser = perUser;
    }

    /** Counts a failure; gives how long its answer is to be held back. */
    synchronized Duration add(InetAddress client, String login) {
        users.computeIfAbsent(login, key -> new SlidingCount(SPAN)).add(1, clock.instant());
        SlidingCount ofAddress = addresses.computeIfAbsent(network(client), key -> new SlidingCount(SPAN));
        ofAddress.add(1, clock.instant());
        int doublings = Math.min(LONGEST_DOUBLINGS, ofAddress.count(clock.instant()) - 1);
        return FIRST_DELAY.multipliedBy(1L << doublings);
    }

    synchronized boolean isTooMany(InetAddress client) {
        return count(addresses, network(client)) >= perAddress;
    }

    synchronized boolean isTooMany(String login) {
        return count(users, login) >= perUser;
    }

    private int count(Recent<String, SlidingCount> of, String key) {
        SlidingCount found = of.get(key);
        return found == null ? 0 : found.count(clock.instant());
    }

    private static String network(InetAddress client) {
        byte[] octets = client.getAddress();
        return HexFormat.of().formatHex(client instanceof Inet6Address ? Arrays.copyOf(octets, 8) : octets);
    }
}
