package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DestinationsTest {
    private static final NextHop BANK = NextHop.of(Domain.parse("bank.example"));

    private final Destinations destinations = new Destinations(50, Samples.schedule(Duration.ofDays(5)));

    @Test
    void remembersADestinationAfterItsLastMessage() {
        visit(BANK);
        Destination known = destinations.get(BANK);
        visit(NextHop.of(Domain.parse("other.example")));

        assertThat(destinations.get(BANK)).isSameAs(known);
    }

    @Test
    void forgetsWhatWasUnusedForLongest() {
        visit(BANK);
        die();
        visitMany();

        assertThat(destinations.size()).isEqualTo(Destinations.REMEMBERED);
        assertThat(destinations.find(BANK)).isEmpty();
        assertThat(destinations.dead()).isZero();
    }

    @Test
    void neverForgetsWhereMailWaits() {
        destinations.enter(BANK);
        die();
        visitMany();

        assertThat(destinations.find(BANK).flatMap(Destination::dead)).isPresent();
        assertThat(destinations.dead()).isEqualTo(1);
    }

    private void die() {
        destinations.end(
                BANK,
                destinations.get(BANK).begin(),
                new Tried(Optional.empty(), Signal.UNREACHABLE, Optional.of(REFUSED)),
                ACCEPTED);
    }

    private void visitMany() {
        IntStream.range(0, Destinations.REMEMBERED)
                .mapToObj(i -> NextHop.of(Domain.parse("d" + i + ".example")))
                .forEach(this::visit);
    }

    private void visit(NextHop hop) {
        destinations.enter(hop);
        destinations.leave(hop);
    }
}
