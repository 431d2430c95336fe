package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where mail for a domain goes next: to its own servers, or, if it is a report, to the inbound host in their place that a
 * hosted domain may set. The one may be dead while the other is not.
 *
 * @param forReports whether it is the one of reports
 */
record NextHop(Domain domain, boolean forReports) implements Comparable<NextHop> {
    private static final Comparator<NextHop> ORDER =
            Comparator.comparing(NextHop::domain).thenComparing(NextHop::forReports);

    /** That of all mail but reports. */
    static NextHop of(Domain domain) {
        return new NextHop(domain, false);
    }

    /** That of reports. */
    static NextHop ofReports(Domain domain) {
        return new NextHop(domain, true);
    }

    /** All of a domain. */
    static Stream<NextHop> all(Domain domain) {
        return Stream.of(of(domain), ofReports(domain));
    }

    @Override
    public int compareTo(NextHop other) {
        return ORDER.compare(this, other);
    }
}
