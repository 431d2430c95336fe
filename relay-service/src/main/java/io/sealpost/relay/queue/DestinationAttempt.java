package io.sealpost.relay.queue;

import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One round of one message at one destination: carries each group and settles it as soon as it is over.
 */
final class DestinationAttempt {
    private static final Logger LOG = Logger.getLogger(DestinationAttempt.class);

    private final Courier courier;
    private final Settler settler;
    private final Function<Domain, DomainKnowledge> rulesets;
    private final OpenMessages.Shared shared;
    private final Instant startedAt;
    private final List<RecipientRound> rounds = new CopyOnWriteArrayList<>();
    private volatile boolean unsettled;
    private volatile Optional<Instant> dueAgain = Optional.empty();

    /** @param shared the message, to which what is settled is added */
    DestinationAttempt(
            Courier courier,
            Settler settler,
            Function<Domain, DomainKnowledge> rulesets,
            OpenMessages.Shared shared,
            Instant startedAt) {
        this.courier = courier;
        this.settler = settler;
        this.rulesets = rulesets;
        this.shared = shared;
        this.startedAt = startedAt;
    }

    /**
     * Tries all recipients that wait at the destination. Completes when what came of it is stored as far as it can be;
     * never fails.
     *
     * @param message whose rules are all known, with today's requirements
     */
    Future<Void> run(SpooledMessage message, Domain destination) {
        if (message.isSettled()) {
            return settler.remove(message);
        }
        List<Future<Optional<SpooledMessage>>> groups = Group.of(message).stream()
                .filter(group -> group.domain().equals(destination))
                .map(group -> courier.carry(message, group, rulesets, startedAt).compose(this::settle))
                .toList();
        return Future.join(groups).transform(all -> Future.succeededFuture());
    }

    /** Fails all recipients that wait at the destination, without an attempt. Completes as {@link #run} does. */
    Future<Void> giveUp(Domain destination, Cause cause) {
        shared.change(message -> keep(message, () -> settler.giveUp(message, destination, cause, rulesets)));
        return shared.message().mapEmpty();
    }

    /** Fails what is rejected, and what is held and over; the rest of it stays held. Completes as {@link #run} does. */
    Future<Void> settleStopped() {
        shared.change(message -> keep(message, () -> settler.settleStopped(message, rulesets)));
        return shared.message().mapEmpty();
    }

    /** Defers all recipients that wait at the destination, since our own code failed. Completes as {@link #run} does. */
    Future<Void> breakOff(Domain destination, Throwable failure) {
        shared.change(message -> keep(
                message,
                () -> settler.settle(
                        message,
                        courier.broken(message, destination, waiting(message, destination), failure),
                        startedAt,
                        rulesets)));
        return shared.message().mapEmpty();
    }

    private static List<Address> waiting(SpooledMessage message, Domain destination) {
        return message.recipients().stream()
                .filter(SpooledRecipient::isWaiting)
                .map(SpooledRecipient::address)
                .filter(address -> address.domain().equals(destination))
                .distinct()
                .toList();
    }

    /**
     * What came of it.
     *
     * @param repeatAt when it is repeated if an outcome could not be stored
     */
    Tried result(Instant repeatAt) {
        Optional<Cause> cause =
                rounds.stream().flatMap(round -> deferral(round.outcome())).findFirst();
        return new Tried(unsettled ? Optional.of(repeatAt) : dueAgain, Signal.of(rounds), cause);
    }

    private Future<Optional<SpooledMessage>> settle(List<RecipientRound> group) {
        rounds.addAll(group);
        shared.change(message -> keep(message, () -> settler.settle(message, group, startedAt, rulesets)));
        return shared.message();
    }

    private Future<SpooledMessage> keep(SpooledMessage before, Supplier<Future<Settlement.Settled>> settling) {
        return Future.succeededFuture()
                .compose(begun -> settling.get())
                .map(this::note)
                .recover(failure -> {
                    unsettled = true;
                    LOG.errorf(
                            failure,
                            "an outcome cannot be stored; the attempt is repeated queueId=%s waiting=%d",
                            before.id(),
                            before.recipients().stream()
                                    .filter(SpooledRecipient::isWaiting)
                                    .count());
                    return Future.succeededFuture(before);
                });
    }

    private SpooledMessage note(Settlement.Settled settled) {
        dueAgain = settled.dueAgain().or(() -> dueAgain);
        return settled.message();
    }

    private static Stream<Cause> deferral(RecipientOutcome outcome) {
        return outcome.match(
                delivered -> Stream.empty(), deferred -> Stream.of(deferred.cause()), failed -> Stream.empty());
    }
}
