package io.sealpost.relay.queue;

import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.report.EventWriter;
import io.sealpost.relay.report.OperatorAct;
import io.sealpost.relay.report.OriginalHeaders;
import io.sealpost.relay.report.RecipientResult;
import io.sealpost.relay.report.RoundReport;
import io.sealpost.relay.report.Sender;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.spool.OutboxEvent;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes what a round came to: the message's new state, or its removal, and all events of it in one batch.
 */
final class Settler {
    private static final Logger LOG = Logger.getLogger(Settler.class);

    private final Spool spool;
    private final Settlement settlement;
    private final GivingUp givingUp;
    private final EventWriter events;
    private final Clock clock;
    private final Consumer<Outcome> listener;
    private final InternalErrors errors;

    /** @param listener hears of each outcome once it is stored */
    Settler(
            Spool spool,
            Schedule schedule,
            EventWriter events,
            Clock clock,
            Consumer<Outcome> listener,
            InternalErrors errors) {
        this.spool = spool;
        this.settlement = new Settlement(schedule);
        this.givingUp = new GivingUp(schedule);
        this.events = events;
        this.clock = clock;
        this.listener = listener;
        this.errors = errors;
    }

    /**
     * Settles a round; the result is stored when it completes.
     *
     * @param rounds of some or all of its waiting recipients, who share a destination
     */
    Future<Settlement.Settled> settle(
            SpooledMessage message,
            List<RecipientRound> rounds,
            Instant startedAt,
            Function<Domain, DomainKnowledge> rulesets) {
        Instant now = clock.instant();
        return store(settlement.settle(message, rounds, startedAt, now), now, rulesets, Optional.empty());
    }

    /** Fails all recipients that wait or are held, as an operator wants it; the result is the message after it, stored. */
    Future<SpooledMessage> giveUp(SpooledMessage message, OperatorAct act, Function<Domain, DomainKnowledge> rulesets) {
        Instant now = clock.instant();
        return store(GivingUp.byHand(message, act, now), now, rulesets, Optional.of(act))
                .map(Settlement.Settled::message);
    }

    /** Puts a message under the rules of today alone, as an operator wants it; the result is the message after it, stored. */
    Future<SpooledMessage> release(
            SpooledMessage message, OperatorAct act, Function<Domain, DomainKnowledge> rulesets) {
        Instant now = clock.instant();
        SpooledMessage released = Redecision.release(message, rulesets, now);
        List<OutboxEvent> told = events.released(released, released.waiting(), act, now);
        return Future.fromCompletionStage(spool.update(released, told, told)).map(released);
    }

    /** Fails all who wait at a destination, for the cause given; the result is stored when it completes. */
    Future<Settlement.Settled> giveUp(
            SpooledMessage message, Domain destination, Cause cause, Function<Domain, DomainKnowledge> rulesets) {
        Instant now = clock.instant();
        return store(GivingUp.atTheEnd(message, destination, cause, now), now, rulesets, Optional.empty());
    }

    /** Fails what a rule stops for good: the rejected, and at the end of the lifetime the held. Nothing to fail: nothing is stored. */
    Future<Settlement.Settled> settleStopped(SpooledMessage message, Function<Domain, DomainKnowledge> rulesets) {
        Instant now = clock.instant();
        Settlement.Settled settled = givingUp.stopped(message, now);
        return settled.results().isEmpty()
                ? Future.succeededFuture(settled)
                : store(settled, now, rulesets, Optional.empty());
    }

    /** Fails what is held, as an operator wants it; the result is the message after it, stored. */
    Future<SpooledMessage> refuse(SpooledMessage message, OperatorAct act, Function<Domain, DomainKnowledge> rulesets) {
        Instant now = clock.instant();
        return store(GivingUp.refused(message, act, now), now, rulesets, Optional.of(act))
                .map(Settlement.Settled::message);
    }

    /** Has what is held tried, as an operator wants it; the result is the message after it, stored. */
    Future<SpooledMessage> letGo(SpooledMessage message, OperatorAct act) {
        Instant now = clock.instant();
        List<OutboxEvent> told = events.released(message, message.held(), act, now);
        SpooledMessage waiting = GivingUp.letGo(message, now);
        return Future.fromCompletionStage(spool.update(waiting, told, told)).map(waiting);
    }

    /** Tells the sender that recipients wait; the result is the message after it, stored. */
    Future<SpooledMessage> tellDelay(SpooledMessage message, Function<Domain, DomainKnowledge> rulesets) {
        Settlement.Settled told = Delay.tell(message);
        return headers(message)
                .map(headers -> events.delayed(
                        new RoundReport(
                                told.message(),
                                told.results(),
                                Optional.empty(),
                                clock.instant(),
                                sender(message, rulesets),
                                Map.of(),
                                headers,
                                Optional.empty()),
                        settlement.end(message)))
                .compose(due -> Future.fromCompletionStage(spool.update(told.message(), due, List.of())))
                .map(told.message());
    }

    /** Removes a message of which nothing waits. */
    Future<Void> remove(SpooledMessage message) {
        return Future.fromCompletionStage(spool.remove(message, List.of()));
    }

    private Future<Settlement.Settled> store(
            Settlement.Settled settled,
            Instant now,
            Function<Domain, DomainKnowledge> rulesets,
            Optional<OperatorAct> act) {
        return headers(settled)
                .map(headers -> events.round(new RoundReport(
                        settled.message(),
                        settled.results(),
                        settled.dueAgain(),
                        now,
                        sender(settled.message(), rulesets),
                        owners(settled.results(), rulesets),
                        headers,
                        act)))
                .compose(told -> Future.fromCompletionStage(store(settled.message(), told)))
                .map(stored -> {
                    tell(new Outcome(settled.message(), settled.results()));
                    return settled;
                })
                .onFailure(failure -> errors.count());
    }

    /** What is stored stays so: a delivered message must not be tried again because nobody could be told of it. */
    private void tell(Outcome outcome) {
        try {
            listener.accept(outcome);
        } catch (RuntimeException e) {
            errors.count();
            LOG.errorf(
                    e,
                    "an outcome is stored but cannot be told queueId=%s",
                    outcome.message().id());
        }
    }

    private CompletionStage<Void> store(SpooledMessage message, List<OutboxEvent> told) {
        return message.isSettled()
                ? spool.remove(message, told)
                : spool.update(
                        message,
                        told,
                        told.stream().filter(EventWriter::isDelivery).toList());
    }

    /** Read only where a report is due; a body that cannot be read must not keep the sender from being told. */
    private Future<String> headers(Settlement.Settled settled) {
        SpooledMessage message = settled.message();
        return settled.results().stream().anyMatch(result -> EventWriter.isReportDue(message, result))
                ? headers(message)
                : Future.succeededFuture("");
    }

    private Future<String> headers(SpooledMessage message) {
        return Future.fromCompletionStage(spool.readBody(message.id()).next())
                .map(start -> start.map(octets -> OriginalHeaders.of(octets, octets.length >= message.size()))
                        .orElse(""))
                .recover(failure -> {
                    LOG.errorf(
                            failure,
                            "the headers cannot be read; the report goes without them queueId=%s",
                            message.id());
                    return Future.succeededFuture("");
                });
    }

    private static Optional<Sender> sender(SpooledMessage message, Function<Domain, DomainKnowledge> rulesets) {
        Optional<Domain> domain = message.report().isPresent()
                ? message.domains().stream().findFirst()
                : message.reversePath().address().map(Address::domain);
        return domain.map(name -> owner(name, rulesets));
    }

    private static Map<Domain, Sender> owners(
            List<RecipientResult> results, Function<Domain, DomainKnowledge> rulesets) {
        return results.stream()
                .flatMap(result -> result.recipient().copiedFor().stream())
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> owner(name, rulesets)));
    }

    private static Sender owner(Domain name, Function<Domain, DomainKnowledge> rulesets) {
        return rulesets.apply(name)
                .match(
                        hosted -> new Sender(
                                name,
                                Optional.of(new Sender.Organization(hosted.organizationId(), hosted.contact())),
                                hosted.locale()),
                        foreign -> new Sender(name, Optional.empty(), Optional.empty()),
                        notKnown -> new Sender(name, Optional.empty(), Optional.empty()));
    }
}
