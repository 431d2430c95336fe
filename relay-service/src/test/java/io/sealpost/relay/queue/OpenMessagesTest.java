package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenMessagesTest {
    private final OpenMessages open = new OpenMessages();
    private final SpooledMessage message = Samples.message(ACCEPTED, to(BOB, BANKS));
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void readsAMessageOnceForAllThatUseItAtATime() {
        OpenMessages.Shared one = open();
        OpenMessages.Shared other = open();

        assertThat(other).isSameAs(one);
        assertThat(loads).hasValue(1);
    }

    @Test
    void readsItAgainWhenNobodyUsesIt() {
        open();
        open();
        open.close(message.id());
        open.close(message.id());

        assertThat(open().message().result()).contains(message);
        assertThat(loads).hasValue(2);
    }

    @Test
    void readsWhatWasAcceptedOnlyAfterItsFirstUse() {
        open.accepted(message);
        open();
        open.close(message.id());
        assertThat(loads).hasValue(0);

        open();
        assertThat(loads).hasValue(1);
    }

    @Test
    void readsWhatIsChangedBeforeItsFirstUse() {
        open.accepted(message);
        open.changeAlone(message.id(), this::load, before -> Future.succeededFuture(due(before, 60)))
                .orElseThrow();
        open.close(message.id());

        open();
        assertThat(loads).hasValue(1);
    }

    @Test
    void hasAtHandNoMoreThanTheLastOfWhatWasAccepted() {
        SpooledMessage next = Samples.message(ACCEPTED.plusSeconds(1), to(BOB, BANKS));
        FreshMessages fresh = new FreshMessages();
        fresh.add(message);
        IntStream.range(0, 999)
                .mapToObj(i -> Samples.message(ACCEPTED.plusSeconds(i + 2), to(BOB, BANKS)))
                .forEach(fresh::add);
        fresh.add(next);

        assertThat(fresh.take(message.id())).isEmpty();
        assertThat(fresh.take(next.id())).contains(next);
        assertThat(fresh.take(next.id())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10, 2000, true", "11, 0, false", "1, 2001, false"})
    void hasNothingLargeAtHand(int recipients, int header, boolean atHand) {
        FreshMessages fresh = new FreshMessages();
        SpooledMessage sized = Samples.withHeader(
                "x".repeat(header),
                Collections.nCopies(recipients, to(BOB, BANKS)).toArray(SpooledRecipient[]::new));
        fresh.add(sized);

        assertThat(fresh.take(sized.id()).isPresent()).isEqualTo(atHand);
    }

    @Test
    void changesItOneAfterTheOther() {
        OpenMessages.Shared shared = open();
        Promise<SpooledMessage> slow = Promise.promise();
        shared.change(before -> slow.future());
        shared.change(before -> Future.succeededFuture(due(before, 60)));
        boolean waited = !shared.message().isComplete();
        slow.complete(due(message, 1));

        assertThat(waited).isTrue();
        assertThat(shared.message().result()).contains(due(message, 61));
    }

    @Test
    void changesNothingThatIsNotThere() {
        OpenMessages.Shared gone = open.open(message.id(), () -> Future.succeededFuture(Optional.empty()));
        gone.change(before -> Future.failedFuture("must not be asked"));

        assertThat(gone.message().result()).isEmpty();
    }

    private OpenMessages.Shared open() {
        return open.open(message.id(), this::load);
    }

    private Future<Optional<SpooledMessage>> load() {
        loads.incrementAndGet();
        return Future.succeededFuture(Optional.of(message));
    }

    private static SpooledMessage due(SpooledMessage before, int seconds) {
        return before.with(before.recipients(), before.nextAttemptAt().plusSeconds(seconds));
    }
}
