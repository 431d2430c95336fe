package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.delivered;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Address DAVE = Address.parse("dave@third.example");
    private static final Instant LATER = ACCEPTED.plusSeconds(60);

    private static final Schedule SCHEDULE = Samples.schedule(Duration.ofDays(5));

    private final Backlog backlog = new Backlog(100);
    private final SpooledMessage message = Samples.message(ACCEPTED, to(BOB, BANKS), to(CAROL, Decision.NONE));

    @Test
    void holdsAnEntryForEachDestinationAtWhichSomebodyWaits() {
        SpooledMessage delivered = new Settlement(SCHEDULE)
                .settle(message, List.of(delivered(BOB)), ACCEPTED, ACCEPTED)
                .message();

        assertThat(Entry.of(message, SCHEDULE))
                .extracting(entry -> entry.destination().domain())
                .containsExactly(BOB.domain(), CAROL.domain());
        assertThat(Entry.of(message, SCHEDULE)).extracting(Entry::sender).containsOnly(Domain.parse("sender.example"));
        assertThat(Entry.of(delivered, SCHEDULE))
                .extracting(entry -> entry.destination().domain())
                .containsExactly(CAROL.domain());
    }

    /** One was tried twenty times and one once; that one must not wait for hours because the relay was restarted. */
    @Test
    void isDueAtEachDestinationByItsOwnRoundsAfterAStart() {
        Instant last = ACCEPTED.plus(Duration.ofHours(20));
        SpooledMessage stored = Samples.message(ACCEPTED, tried(BOB, 20, last), tried(CAROL, 1, last), to(DAVE, BANKS));

        assertThat(Entry.of(stored, SCHEDULE))
                .extracting(Entry::dueAt)
                .containsExactly(
                        last.plus(Duration.ofHours(4)), last.plus(Duration.ofMinutes(5)), stored.nextAttemptAt());
    }

    @Test
    void holdsAnEntryOfItsOwnForWhatRulesStop() {
        SpooledMessage rejected = Samples.message(ACCEPTED, to(BOB, Samples.REJECTED), to(CAROL, Samples.HELD));
        SpooledMessage held = Samples.message(ACCEPTED, to(BOB, BANKS), to(CAROL, Samples.HELD));
        NextHop nowhere = NextHop.nowhere(Domain.parse("sender.example"));

        assertThat(Entry.of(rejected, SCHEDULE))
                .containsExactly(new Entry(rejected.id(), nowhere, nowhere.domain(), ACCEPTED, ACCEPTED));
        assertThat(Entry.of(held, SCHEDULE))
                .extracting(Entry::destination)
                .containsExactly(NextHop.of(BOB.domain()), nowhere);
        assertThat(Entry.of(held, SCHEDULE).get(1).dueAt()).isEqualTo(ACCEPTED.plus(Duration.ofDays(5)));
    }

    private static SpooledRecipient tried(Address address, int rounds, Instant last) {
        return new SpooledRecipient(
                address,
                Optional.empty(),
                RecipientDsn.NONE,
                BANKS,
                SpooledRecipient.State.WAITING,
                Optional.of(ACCEPTED),
                rounds,
                true,
                false,
                List.of(Samples.seen(last, "192.0.2.1:25", AttemptClass.NET)));
    }

    @Test
    void givesEachDestinationInItsOwnTime() {
        Entry.of(message, SCHEDULE).forEach(backlog::add);
        List<Entry> first = backlog.takeDue(ACCEPTED);
        backlog.postpone(first.get(0), LATER);

        assertThat(first).hasSize(2);
        assertThat(backlog.takeDue(LATER.minusMillis(1))).isEmpty();
        assertThat(backlog.nextDue()).contains(LATER);
        assertThat(backlog.dueAt(message.id())).contains(ACCEPTED);
        assertThat(backlog.takeDue(LATER))
                .extracting(entry -> entry.destination().domain())
                .containsExactly(BOB.domain());
    }

    @Test
    void countsMessagesNotDestinations() {
        Entry.of(message, SCHEDULE).forEach(backlog::add);
        Entry.of(message, SCHEDULE).forEach(backlog::add);

        assertThat(backlog.size()).isEqualTo(1);
        assertThat(backlog.oldest()).contains(ACCEPTED);
    }

    @Test
    void forgetsAMessageWithItsLastDestination() {
        Entry.of(message, SCHEDULE).forEach(backlog::add);
        List<Entry> entries = backlog.takeDue(ACCEPTED);

        backlog.remove(entries.get(0));
        assertThat(backlog.size()).isEqualTo(1);
        backlog.remove(entries.get(1));
        assertThat(backlog.size()).isZero();
        assertThat(backlog.oldest()).isEmpty();
    }

    @Test
    void advancesOnlyWhatWaitsForItsTime() {
        Entry.of(message, SCHEDULE).forEach(backlog::add);
        List<Entry> entries = backlog.takeDue(ACCEPTED);
        backlog.postpone(entries.get(0), LATER);

        assertThat(backlog.advance(message.id(), ACCEPTED)).hasSize(2);
        assertThat(backlog.takeDue(ACCEPTED))
                .extracting(entry -> entry.destination().domain())
                .containsExactly(BOB.domain());
    }
}
