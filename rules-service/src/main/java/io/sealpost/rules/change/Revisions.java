package io.sealpost.rules.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Draws revisions from the one sequence, and wakes the publisher after the commit. A transaction that draws many, as an
 * import does, draws them in blocks that grow. Every call blocks and needs a transaction.
 */
@ApplicationScoped
class Revisions {

    private static final int LARGEST_BLOCK = 256;

    private final EntityManager database;
    private final TransactionSynchronizationRegistry transaction;
    private final ChangeNotices notices;

    Revisions(EntityManager database, TransactionSynchronizationRegistry transaction, ChangeNotices notices) {
        this.database = database;
        this.transaction = transaction;
        this.notices = notices;
    }

    /**
     * A revision above the present one of a scope whose row is locked. One of a block may be below, where another
     * transaction changed the scope between the drawing of the block and the lock.
     */
    long above(long present) {
        Block block = block();
        long drawn = next(block);
        while (drawn <= present) {
            drawn = next(block);
        }
        return drawn;
    }

    private long next(Block block) {
        if (block.drawn.isEmpty()) {
            draw(block);
        }
        return block.drawn.remove();
    }

    private void draw(Block block) {
        List<?> drawn = database.createNativeQuery("select nextval('scope_revision') from generate_series(1, :many)")
                .setParameter("many", block.size)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
        drawn.forEach(each -> block.drawn.add(((Number) each).longValue()));
        block.size = Math.min(LARGEST_BLOCK, 2 * block.size);
    }

    private Block block() {
        if (transaction.getResource(Revisions.class) instanceof Block begun) {
            return begun;
        }
        Block begun = new Block();
        transaction.putResource(Revisions.class, begun);
        notices.afterCommit();
        return begun;
    }

    /** What a transaction has drawn and not used yet, and how many it draws next. */
    private static final class Block {
        private final Deque<Long> drawn = new ArrayDeque<>();
        private int size = 1;
    }
}
