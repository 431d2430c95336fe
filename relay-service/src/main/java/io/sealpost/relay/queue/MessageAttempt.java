package io.sealpost.relay.queue;

import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One round of one message: carries each group and settles it as soon as it is over, one settlement at a time.
 */
final class MessageAttempt {
    private static final Logger LOG = Logger.getLogger(MessageAttempt.class);

    private final Courier courier;
    private final Settler settler;
    private final Function<Domain, DomainKnowledge> rulesets;
    private final Instant startedAt;
    private Future<SpooledMessage> settled;
    private volatile boolean unsettled;

    /** @param message whose rules are all known, with today's requirements */
    MessageAttempt(
            Courier courier,
            Settler settler,
            Function<Domain, DomainKnowledge> rulesets,
            SpooledMessage message,
            Instant startedAt) {
        this.courier = courier;
        this.settler = settler;
        this.rulesets = rulesets;
        this.startedAt = startedAt;
        this.settled = Future.succeededFuture(message);
    }

    /** The message after the round, as far as it is stored. Never fails. */
    Future<SpooledMessage> run() {
        SpooledMessage message = settled.result();
        if (message.isSettled()) {
            return settler.remove(message).map(message);
        }
        List<Future<SpooledMessage>> groups = Group.of(message).stream()
                .map(group -> courier.carry(message, group, rulesets, startedAt).compose(this::settle))
                .toList();
        return Future.join(groups).transform(all -> latest());
    }

    /** Whether a group was tried but its outcome could not be stored: it will be tried again. */
    boolean isUnsettled() {
        return unsettled;
    }

    private synchronized Future<SpooledMessage> latest() {
        return settled;
    }

    private synchronized Future<SpooledMessage> settle(List<RecipientRound> rounds) {
        settled = settled.compose(message -> settler.settle(message, rounds, startedAt, rulesets)
                .recover(failure -> {
                    unsettled = true;
                    LOG.errorf(
                            failure,
                            "an outcome cannot be stored; the attempt is repeated queueId=%s waiting=%d",
                            message.id(),
                            message.recipients().stream()
                                    .filter(SpooledRecipient::isWaiting)
                                    .count());
                    return Future.succeededFuture(message);
                }));
        return settled;
    }
}
