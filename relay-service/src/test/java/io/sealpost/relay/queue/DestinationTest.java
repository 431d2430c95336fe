package io.sealpost.relay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.lists;

import io.sealpost.relay.mail.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DestinationTest {
    private final Destination destination = new Destination(50);

    @Test
    void beginsWithAFewAtOnceAndNeverMoreThanTheOperatorAllows() {
        List<Destination.Place> places = fill(destination);

        assertThat(places).hasSize(Destination.FIRST_LIMIT);
        assertThat(new Destination(2).limit()).isEqualTo(2);
    }

    @Test
    void bearsOneMoreForEachThatIsServed() {
        fill(destination).forEach(place -> destination.end(place, Signal.SERVED));

        assertThat(destination.limit()).isEqualTo(2 * Destination.FIRST_LIMIT);
    }

    @Test
    void isHalvedOnceForAllThatWereUnderWayTogether() {
        IntStream.range(0, 45).forEach(i -> destination.end(destination.begin(), Signal.SERVED));
        int before = destination.limit();
        fill(destination).forEach(place -> destination.end(place, Signal.OVERLOADED));

        assertThat(before).isEqualTo(50);
        assertThat(destination.limit()).isEqualTo(25);
    }

    @Test
    void isHalvedAgainByThoseThatBeganAfterwards() {
        destination.end(destination.begin(), Signal.UNREACHABLE);
        destination.end(destination.begin(), Signal.UNREACHABLE);
        destination.end(destination.begin(), Signal.UNREACHABLE);

        assertThat(destination.limit()).isEqualTo(1);
    }

    @Test
    void staysAsItIsWhereNothingIsSaidOfItsLoad() {
        destination.end(destination.begin(), Signal.ANSWERED);
        destination.end(destination.begin(), Signal.SILENT);

        assertThat(destination.limit()).isEqualTo(Destination.FIRST_LIMIT);
    }

    @Test
    void keepsItsLimitBetweenOneAndWhatTheOperatorAllows() {
        qt().forAll(lists().of(arbitrary().enumValues(Signal.class)).ofSizeBetween(0, 200))
                .checkAssert(signals -> {
                    Destination any = new Destination(20);
                    for (Signal signal : signals) {
                        any.end(any.begin(), signal);
                        assertThat(any.limit()).isBetween(1, 20);
                        assertThat(any.mayBegin()).isTrue();
                    }
                });
    }

    @Test
    void isRememberedForATimeAfterItsLastMessage() {
        Destinations destinations = new Destinations(50);
        Domain bank = Domain.parse("bank.example");
        destinations.enter(bank);
        Destination known = destinations.get(bank);
        destinations.leave(bank);

        assertThat(destinations.get(bank)).isSameAs(known);
        IntStream.range(0, Destinations.REMEMBERED + 1)
                .mapToObj(i -> Domain.parse("d" + i + ".example"))
                .forEach(each -> {
                    destinations.enter(each);
                    destinations.leave(each);
                });
        assertThat(destinations.size()).isEqualTo(Destinations.REMEMBERED);
        assertThat(destinations.get(bank)).isNotSameAs(known);
    }

    private static List<Destination.Place> fill(Destination destination) {
        List<Destination.Place> places = new ArrayList<>();
        while (destination.mayBegin()) {
            places.add(destination.begin());
        }
        return places;
    }
}
