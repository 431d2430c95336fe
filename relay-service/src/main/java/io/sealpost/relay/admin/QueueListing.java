package io.sealpost.relay.admin;

import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the queue a page at a time, oldest message first. Blocks.
 *
 * <p>A page looks at {@value #MAX_EXAMINED} messages at most, so that a filter that fits few of many costs bounded time: it
 * may hold fewer than asked for, even none, and still name a next one.
 */
final class QueueListing {
    static final int MAX_EXAMINED = 20_000;
    private static final int CHUNK = 1000;

    private final Spool spool;
    private final Function<SpooledMessage, Instant> dueAt;

    QueueListing(Spool spool, Function<SpooledMessage, Instant> dueAt) {
        this.spool = spool;
        this.dueAt = dueAt;
    }

    /** @param after the message before the first; empty: from the oldest */
    QueuePage page(Optional<QueueId> after, int limit, QueueFilter filter) {
        List<QueuePage.Item> items = new ArrayList<>();
        Optional<QueueId> last = after;
        int examined = 0;
        while (examined < MAX_EXAMINED) {
            List<SpooledMessage> some = spool.list(last, CHUNK);
            if (some.isEmpty()) {
                return new QueuePage(items, Optional.empty());
            }
            for (SpooledMessage message : some) {
                boolean fits = filter.matches(message);
                if (fits && items.size() == limit) {
                    return new QueuePage(items, last.map(QueueId::value));
                }
                if (fits) {
                    items.add(QueuePage.Item.of(message, dueAt.apply(message)));
                }
                last = Optional.of(message.id());
            }
            examined += some.size();
        }
        return new QueuePage(items, last.map(QueueId::value));
    }
}
