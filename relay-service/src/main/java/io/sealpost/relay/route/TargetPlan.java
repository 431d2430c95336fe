package io.sealpost.relay.route;

import io.sealpost.relay.mail.EnhancedStatus;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a route of the addresses of a destination's hosts. Pure.
 *
 * <p>Of each host IPv6 comes first, then IPv4. Left out are addresses of a family without a route of ours and, unless
 * allowed, those that are not public. A destination that has only the latter is unroutable (5.4.4): to defer would hide
 * for days what neither time nor the sender can mend. One that has addresses only in a family without a route of ours
 * is deferred: that is our network's lack, not the destination's.
 *
 * <p>A host at an address of ours ends the list: only those better than we are are tried (RFC 5321 §5.1). If there is none,
 * it is a loop (5.4.6).
 *
 * @param port of the targets
 * @param privateAllowed whether addresses pass that are not public
 * @param reachable the families that we can reach
 * @param own at which we are ourselves
 */
record TargetPlan(int port, boolean privateAllowed, Reachable reachable, OwnAddresses own) {
    static final int MAX_TARGETS = 20;
    private static final EnhancedStatus NO_ADDRESS = EnhancedStatus.of("5.4.4");

    /**
     * @param destination for words only
     * @param truncated whether hosts were left out already
     */
    Route route(String destination, List<HostAddresses> hosts, boolean truncated) {
        List<Target> targets = new ArrayList<>();
        List<Route.LookupFailure> unresolved = new ArrayList<>();
        List<InetAddress> refused = new ArrayList<>();
        boolean loops = false;
        for (HostAddresses host : hosts) {
            List<InetAddress> usable = usable(host, refused);
            loops = usable.stream().anyMatch(this::isOurs);
            if (loops) {
                break;
            }
            usable.forEach(address -> targets.add(target(host, new InetSocketAddress(address, port))));
            unresolved.addAll(failures(host, usable.isEmpty()));
        }
        List<Target> unique = targets.stream().distinct().toList();
        if (!unique.isEmpty()) {
            return new Route.Targets(
                    unique.subList(0, Math.min(unique.size(), MAX_TARGETS)),
                    truncated || unique.size() > MAX_TARGETS,
                    unresolved);
        }
        if (!unresolved.isEmpty()) {
            return new Route.LookupFailed(unresolved.get(0));
        }
        return loops ? MxPlan.loop(destination) : new Route.Unroutable(NO_ADDRESS, reason(destination, refused));
    }

    private boolean isOurs(InetAddress address) {
        return own.contains(new InetSocketAddress(address, port));
    }

    private static Target target(HostAddresses host, InetSocketAddress address) {
        return host.tlsa()
                .map(tlsa -> new Target(host.host(), address, tlsa))
                .orElseGet(() -> new Target(host.host(), address));
    }

    private List<InetAddress> usable(HostAddresses host, List<InetAddress> refused) {
        List<InetAddress> usable = new ArrayList<>();
        all(host).filter(reachable::covers).forEach(address -> {
            boolean mapped = host.v6().recordsOrNone().contains(address) && address instanceof Inet4Address;
            (privateAllowed || (AddressFilter.isPublic(address) && !mapped) ? usable : refused).add(address);
        });
        return usable;
    }

    /** What is not known of a host. A family that we cannot reach is of interest only where there is no other. */
    private List<Route.LookupFailure> failures(HostAddresses host, boolean nothingUsable) {
        List<Route.LookupFailure> failures = new ArrayList<>();
        failure(host.host(), host.v6(), reachable.v6() || nothingUsable, failures);
        failure(host.host(), host.v4(), reachable.v4() || nothingUsable, failures);
        if (failures.isEmpty() && nothingUsable && all(host).anyMatch(address -> !reachable.covers(address))) {
            failures.add(new Route.LookupFailure(
                    host.host(), "it has only addresses of a family (IPv4, IPv6) that the relay has no route for"));
        }
        return failures;
    }

    private static void failure(
            String host, Answer<InetAddress> answer, boolean counts, List<Route.LookupFailure> failures) {
        if (counts && answer instanceof Answer.Failed<InetAddress> failed) {
            failures.add(new Route.LookupFailure(host, failed.reason()));
        }
    }

    private static Stream<InetAddress> all(HostAddresses host) {
        return Stream.concat(host.v6().recordsOrNone().stream(), host.v4().recordsOrNone().stream());
    }

    private static String reason(String destination, List<InetAddress> refused) {
        return refused.isEmpty()
                ? "no mail server of " + destination + " has an address"
                : "the mail servers of " + destination + " have no public address, only "
                        + refused.get(0).getHostAddress();
    }
}
