package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where mail for a domain goes next: to its own servers, or, if it is a report, to the inbound host in their place that a
 * hosted domain may set. The one may be dead while the other is not. What a rule stops goes nowhere.
 *
 * @param domain of the recipients; of what goes nowhere, that of the sender
 */
record NextHop(Domain domain, Kind kind) implements Comparable<NextHop> {
    private static final Comparator<NextHop> ORDER =
            Comparator.comparing(NextHop::domain).thenComparing(NextHop::kind);

    /** What is there. */
    enum Kind {
        SERVERS,
        INBOUND_HOST,
        NOWHERE
    }

    /** That of all mail but reports. */
    static NextHop of(Domain domain) {
        return new NextHop(domain, Kind.SERVERS);
    }

    /** That of reports. */
    static NextHop ofReports(Domain domain) {
        return new NextHop(domain, Kind.INBOUND_HOST);
    }

    /** That of mail which a rule stops. */
    static NextHop nowhere(Domain sender) {
        return new NextHop(sender, Kind.NOWHERE);
    }

    /** All of a domain to which mail goes. */
    static Stream<NextHop> all(Domain domain) {
        return Stream.of(of(domain), ofReports(domain));
    }

    /** Whether it is the one of reports. */
    boolean forReports() {
        return kind == Kind.INBOUND_HOST;
    }

    boolean isNowhere() {
        return kind == Kind.NOWHERE;
    }

    @Override
    public int compareTo(NextHop other) {
        return ORDER.compare(this, other);
    }
}
