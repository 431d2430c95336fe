package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.report.OperatorAct;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What an operator may do to a message in the queue: give it up or let it go under the rules of today, against the course of
 * things; let go or refuse what a rule holds. Each is stored with the event that says who did it, and logged. For all threads; does not block.
 */
public final class Interventions {
    private static final Logger LOG = Logger.getLogger(Interventions.class);

    private final Spool spool;
    private final OpenMessages open;
    private final Settler settler;
    private final Supplier<Optional<Function<Domain, DomainKnowledge>>> rulesets;
    private final Vertx vertx;
    private final Consumer<QueueId> wake;

    /** How an intervention ended. */
    public enum Result {
        /** It is stored. */
        DONE,
        NO_SUCH_MESSAGE,
        /** An attempt is under way, and its outcome must come first. */
        BEING_TRIED,
        /** The rules of one of its domains are not known here. */
        RULES_NOT_KNOWN,
        /** No rule holds anything of it. */
        NOT_HELD,
        /** It is a report of the bounce-service, which no message rule governs. */
        IS_REPORT
    }

    /** @param wake makes a message due now */
    Interventions(
            Spool spool,
            OpenMessages open,
            Settler settler,
            Supplier<Optional<Function<Domain, DomainKnowledge>>> rulesets,
            Vertx vertx,
            Consumer<QueueId> wake) {
        this.spool = spool;
        this.open = open;
        this.settler = settler;
        this.rulesets = rulesets;
        this.vertx = vertx;
        this.wake = wake;
    }

    /** Fails every recipient that waits or is held; the sender is told as of any failure. */
    public Future<Result> giveUp(QueueId id, OperatorAct act) {
        Function<Domain, DomainKnowledge> known = rulesets.get().orElse(domain -> new DomainKnowledge.Foreign());
        return intervene(id, message -> Result.DONE, message -> settler.giveUp(message, act, known))
                .onSuccess(result -> log("given up", id, act, result));
    }

    /** Has every recipient tried that a rule holds; what is demanded for it can only rise. */
    public Future<Result> letGo(QueueId id, OperatorAct act) {
        return intervene(id, Interventions::mayJudge, message -> settler.letGo(message, act))
                .onSuccess(result -> log("let go out of its hold", id, act, result));
    }

    /** Fails every recipient that a rule holds; the sender is told. */
    public Future<Result> refuse(QueueId id, OperatorAct act) {
        Function<Domain, DomainKnowledge> known = rulesets.get().orElse(domain -> new DomainKnowledge.Foreign());
        return intervene(id, Interventions::mayJudge, message -> settler.refuse(message, act, known))
                .onSuccess(result -> log("refused out of its hold", id, act, result));
    }

    private static Result mayJudge(SpooledMessage message) {
        return message.held().isEmpty() ? Result.NOT_HELD : Result.DONE;
    }

    /** Demands for every recipient that waits what the rules say today, though it be less, and makes it due now. */
    public Future<Result> release(QueueId id, OperatorAct act) {
        Optional<Function<Domain, DomainKnowledge>> known = rulesets.get();
        return intervene(
                        id,
                        message -> mayRelease(message, known),
                        message -> settler.release(message, act, known.orElseThrow()))
                .onSuccess(result -> log("released under the rules of today", id, act, result));
    }

    private static Result mayRelease(SpooledMessage message, Optional<Function<Domain, DomainKnowledge>> known) {
        if (message.report().isPresent()) {
            return Result.IS_REPORT;
        }
        boolean decidable = known.filter(rules ->
                        Redecision.obstacle(message, rules, all -> true).isEmpty())
                .isPresent();
        return decidable ? Result.DONE : Result.RULES_NOT_KNOWN;
    }

    private Future<Result> intervene(
            QueueId id, Function<SpooledMessage, Result> check, Function<SpooledMessage, Future<SpooledMessage>> act) {
        Promise<Result> done = Promise.promise();
        return open.changeAlone(id, () -> vertx.executeBlocking(() -> spool.find(id), false), message -> {
                    Result result = check.apply(message);
                    if (result != Result.DONE) {
                        done.complete(result);
                        return Future.succeededFuture(message);
                    }
                    return act.apply(message)
                            .onSuccess(after -> done.complete(result))
                            .onFailure(done::fail)
                            .otherwise(message);
                })
                .map(shared -> shared.message()
                        .compose(found ->
                                found.isEmpty() ? Future.succeededFuture(Result.NO_SUCH_MESSAGE) : done.future())
                        .onComplete(over -> {
                            open.close(id);
                            wake.accept(id);
                        }))
                .orElse(Future.succeededFuture(Result.BEING_TRIED));
    }

    private static void log(String what, QueueId id, OperatorAct act, Result result) {
        if (result == Result.DONE) {
            LOG.infof(
                    "message %s by an operator queueId=%s by=\"%s\" reason=\"%s\"",
                    what, id, LogText.of(act.by()), LogText.of(act.reason().orElse("")));
        }
    }
}
