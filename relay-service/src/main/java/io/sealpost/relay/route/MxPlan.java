package io.sealpost.relay.route;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnhancedStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;

/**
 * What the MX records of a domain say to do (RFC 5321 §5.1): which hosts to look up, in the order in which to try them,
 * or that there is nowhere to go. Pure.
 */
sealed interface MxPlan {
    /** More than any sound domain has; what lies beyond is left out. */
    int MAX_HOSTS = 10;

    EnhancedStatus NO_SUCH_DOMAIN = EnhancedStatus.of("5.1.2");
    EnhancedStatus NULL_MX = EnhancedStatus.of("5.1.10");
    EnhancedStatus LOOP = EnhancedStatus.of("5.4.6");

    /** Hosts by preference, shuffled inside one preference. */
    record Hosts(List<String> names, boolean truncated) implements MxPlan {
        public Hosts {
            names = List.copyOf(names);
        }
    }

    /** Nothing is left to look up. */
    record Over(Route route) implements MxPlan {}

    /** @param ownName the relay's own: to hosts that are not better than we are nothing is sent (RFC 5321 §5.1) */
    static MxPlan of(Domain domain, Answer<Mx> answer, String ownName, Random random) {
        return answer.match(
                found -> byPreference(domain, found.records(), ownName, random),
                none -> byPreference(domain, List.of(new Mx(0, domain.name())), ownName, random), // implicit MX
                noSuchName ->
                        new Over(new Route.Unroutable(NO_SUCH_DOMAIN, "the domain " + domain + " does not exist")),
                failed -> new Over(new Route.LookupFailed(new Route.LookupFailure(domain.name(), failed.reason()))));
    }

    /** Nobody but ourselves takes mail for the destination. */
    static Route loop(String destination) {
        return new Route.Unroutable(LOOP, "the best mail server of " + destination + " is this relay itself");
    }

    private static MxPlan byPreference(Domain domain, List<Mx> records, String ownName, Random random) {
        TreeMap<Integer, List<String>> ranks = new TreeMap<>();
        records.stream()
                .filter(mx -> !mx.isNull())
                .forEach(mx -> ranks.computeIfAbsent(mx.preference(), rank -> new ArrayList<>())
                        .add(mx.host()));
        if (ranks.isEmpty()) {
            return new Over(new Route.Unroutable(NULL_MX, "the domain " + domain + " takes no mail (null MX)"));
        }
        OptionalInt own = records.stream()
                .filter(mx -> mx.host().equals(ownName))
                .mapToInt(Mx::preference)
                .min();
        Map<Integer, List<String>> better = own.isPresent() ? ranks.headMap(own.getAsInt()) : ranks;
        if (better.isEmpty()) {
            return new Over(loop(domain.name()));
        }
        better.values().forEach(rank -> Collections.shuffle(rank, random));
        List<String> names =
                better.values().stream().flatMap(List::stream).distinct().toList();
        return new Hosts(names.subList(0, Math.min(names.size(), MAX_HOSTS)), names.size() > MAX_HOSTS);
    }
}
