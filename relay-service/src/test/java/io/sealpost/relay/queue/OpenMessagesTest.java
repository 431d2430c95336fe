package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
        return open.open(message.id(), () -> {
            loads.incrementAndGet();
            return Future.succeededFuture(Optional.of(message));
        });
    }

    private static SpooledMessage due(SpooledMessage before, int seconds) {
        return before.with(before.recipients(), before.nextAttemptAt().plusSeconds(seconds));
    }
}
