package io.sealpost.relay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.QueueId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadyQueuesTest {
    private static final Predicate<Domain> ANYBODY = sender -> true;

    private final ReadyQueues ready = new ReadyQueues();
    private int count;

    @Test
    void takesDestinationsInTurn() {
        add("a", "s", 3);
        add("b", "s", 1);
        add("c", "s", 2);

        assertThat(takeAll())
                .extracting(each -> each.destination().domain().name())
                .containsExactly("a", "b", "c", "a", "c", "a");
    }

    @Test
    void takesSendersOfADestinationInTurn() {
        add("a", "burst", 4);
        add("a", "other", 2);

        assertThat(takeAll())
                .extracting(each -> each.sender().name())
                .containsExactly("burst", "other", "burst", "other", "burst", "burst");
    }

    @Test
    void takesWhatASenderHasForADestinationInItsOrder() {
        List<Entry> added = add("a", "s", 5);

        assertThat(takeAll()).isEqualTo(added);
    }

    @Test
    void passesOverADestinationThatMayNotBeTriedUntilItIsOpened() {
        add("closed", "s", 2);
        add("a", "s", 1);

        assertThat(ready.take(destination -> !destination.domain().name().equals("closed"), ANYBODY))
                .hasValueSatisfying(
                        each -> assertThat(each.destination().domain().name()).isEqualTo("a"));
        assertThat(ready.take(destination -> true, ANYBODY)).isEmpty();
        assertThat(ready.isEmpty()).isFalse();
        ready.open(hop("closed"));
        assertThat(takeAll()).hasSize(2);
        assertThat(ready.isEmpty()).isTrue();
    }

    @Test
    void passesOverASenderThatHasAllItsPlacesUntilItMayAgain() {
        add("a", "full", 2);
        add("b", "full", 1);
        add("b", "other", 1);
        Predicate<Domain> notFull = sender -> !sender.name().equals("full");

        assertThat(ready.take(destination -> true, notFull))
                .hasValueSatisfying(each -> assertThat(each.sender().name()).isEqualTo("other"));
        assertThat(ready.take(destination -> true, notFull)).isEmpty();
        assertThat(ready.take(destination -> true, ANYBODY)).isEmpty();
        ready.openSenders();
        assertThat(takeAll()).hasSize(3);
        assertThat(ready.isEmpty()).isTrue();
    }

    @Test
    void opensNothingWhereNothingIsReady() {
        ready.open(hop("a"));

        assertThat(ready.take(destination -> true, ANYBODY)).isEmpty();
    }

    /** Of two that have enough waiting, none is ever two places ahead of the other. */
    @Test
    void sharesPlacesEvenlyWhateverCameFirst() {
        qt().forAll(lists().of(integers().between(0, 3)).ofSizeBetween(1, 60)).checkAssert(destinations -> {
            ReadyQueues queues = new ReadyQueues();
            destinations.forEach(number -> queues.add(entry("d" + number, "s")));
            List<String> taken = takeAll(queues).stream()
                    .map(each -> each.destination().domain().name())
                    .toList();

            assertThat(taken).hasSameSizeAs(destinations);
            rounds(taken).forEach(round -> assertThat(round).doesNotHaveDuplicates());
        });
    }

    @Test
    void losesNothingAndGivesNothingTwice() {
        qt().forAll(lists().of(integers().between(0, 99)).ofSizeBetween(0, 100)).checkAssert(seeds -> {
            ReadyQueues queues = new ReadyQueues();
            Set<Entry> in = new HashSet<>();
            List<Entry> out = new ArrayList<>();
            for (int seed : seeds) {
                NextHop shut = hop("d" + seed % 3);
                if (seed < 60) {
                    Entry entry = entry("d" + seed % 3, "s" + seed % 5);
                    in.add(entry);
                    queues.add(entry);
                } else if (seed < 80) {
                    queues.take(destination -> !destination.equals(shut), ANYBODY)
                            .ifPresent(out::add);
                } else {
                    queues.open(shut);
                }
            }
            IntStream.range(0, 3).forEach(i -> queues.open(hop("d" + i)));
            out.addAll(takeAll(queues));

            assertThat(out).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(in);
            assertThat(queues.isEmpty()).isTrue();
        });
    }

    /** Cut where a destination comes again: within one round nobody else may have been left out that has a later turn. */
    private static List<List<String>> rounds(List<String> taken) {
        List<List<String>> rounds = new ArrayList<>();
        List<String> left = new ArrayList<>(taken);
        while (!left.isEmpty()) {
            int waiting = (int) left.stream().distinct().count();
            rounds.add(List.copyOf(left.subList(0, waiting)));
            left = new ArrayList<>(left.subList(waiting, left.size()));
        }
        return rounds;
    }

    private List<Entry> add(String destination, String sender, int messages) {
        List<Entry> added = Stream.generate(() -> entry(destination, sender))
                .limit(messages)
                .toList();
        added.forEach(ready::add);
        return added;
    }

    private static NextHop hop(String destination) {
        return NextHop.of(Domain.parse(destination));
    }

    private Entry entry(String destination, String sender) {
        QueueId id = new QueueId(String.format("0MVDH8R5C%04d", count++ % 10_000));
        return new Entry(id, hop(destination), Domain.parse(sender), Samples.ACCEPTED, Samples.ACCEPTED);
    }

    private List<Entry> takeAll() {
        return takeAll(ready);
    }

    private static List<Entry> takeAll(ReadyQueues queues) {
        return Stream.generate(() -> queues.take(destination -> true, ANYBODY))
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
    }
}
