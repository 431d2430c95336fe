package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Runs attempts, spread over event loops. Messages whose rules are not known are put off, untouched. */
final class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class);
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final Spool spool;
    private final Supplier<Optional<Function<Domain, DomainKnowledge>>> rulesets;
    private final Courier courier;
    private final Settler settler;
    private final Clock clock;
    private final List<Context> loops;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final OpenMessages open;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * @param open shared with whoever else changes messages
     * @param rulesets what is known of domains now; empty while nothing is
     */
    Attempts(
            Spool spool,
            OpenMessages open,
            Supplier<Optional<Function<Domain, DomainKnowledge>>> rulesets,
            Courier courier,
            Settler settler,
            Clock clock,
            List<Context> loops) {
        this.spool = spool;
        this.open = open;
        this.rulesets = rulesets;
        this.courier = courier;
        this.settler = settler;
        this.clock = clock;
        this.loops = List.copyOf(loops);
    }

    /** Tries a message at one destination once, or settles what a rule stops of it. Does not block. */
    Future<Tried> attempt(Entry entry) {
        return open(entry, this::attempt);
    }

    /** Fails a message at one destination whose lifetime is over, without an attempt. Does not block. */
    Future<Tried> giveUp(Entry entry, Cause cause) {
        return open(entry, (opened, message, view) -> {
            DestinationAttempt attempt = begin(opened, view);
            return on(opened.loop(), attempt.giveUp(entry.destination().domain(), cause))
                    .map(over -> attempt.result(later()));
        });
    }

    private Future<Tried> attempt(Opened opened, SpooledMessage message, Function<Domain, DomainKnowledge> view) {
        return opened.entry().destination().isNowhere() ? settleStopped(opened, view) : tried(opened, message, view);
    }

    private Future<Tried> settleStopped(Opened opened, Function<Domain, DomainKnowledge> view) {
        DestinationAttempt attempt = begin(opened, view);
        return on(opened.loop(), attempt.settleStopped()).map(over -> attempt.result(later()));
    }

    private Future<Tried> tried(Opened opened, SpooledMessage message, Function<Domain, DomainKnowledge> view) {
        return Future.succeededFuture()
                .compose(begun -> tryOnce(opened, message, view))
                .recover(failure -> {
                    DestinationAttempt attempt = begin(opened, view);
                    return on(
                                    opened.loop(),
                                    attempt.breakOff(
                                            opened.entry().destination().domain(), failure))
                            .map(over -> attempt.result(later()));
                });
    }

    private Future<Tried> tryOnce(Opened opened, SpooledMessage message, Function<Domain, DomainKnowledge> view) {
        Domain destination = opened.entry().destination().domain();
        SpooledMessage today = Redecision.apply(message, view, destination::equals, clock.instant());
        opened.shared().change(current -> Future.succeededFuture(raised(current, today, destination)));
        DestinationAttempt attempt = begin(opened, view);
        return on(opened.loop(), opened.shared().message())
                .compose(raised -> attempt.run(raised.orElseThrow(), destination))
                .map(over -> attempt.result(later()));
    }

    private DestinationAttempt begin(Opened opened, Function<Domain, DomainKnowledge> view) {
        return new DestinationAttempt(courier, settler, view, opened.shared(), clock.instant());
    }

    private Future<Tried> open(Entry entry, Act act) {
        Context loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
        Promise<Tried> done = Promise.promise();
        loop.runOnContext(begun -> Future.succeededFuture()
                .compose(ready -> open(loop, entry, act))
                .onComplete(done));
        return done.future();
    }

    private Future<Tried> open(Context loop, Entry entry, Act act) {
        OpenMessages.Shared shared = open.open(entry.id(), () -> load(loop, entry.id()));
        Opened opened = new Opened(loop, entry, shared);
        return on(loop, shared.message())
                .compose(found -> found.map(message -> act(opened, message, act))
                        .orElse(Future.succeededFuture(Tried.silent(Optional.empty()))))
                .onComplete(over -> open.close(entry.id()));
    }

    private Future<Tried> act(Opened opened, SpooledMessage message, Act act) {
        Optional<Function<Domain, DomainKnowledge>> view = rulesets.get();
        Domain destination = opened.entry().destination().domain();
        Optional<String> obstacle = view.flatMap(known -> Redecision.obstacle(message, known, destination::equals))
                .map(found -> found.domain() + ": " + found.why().reason());
        if (view.isPresent()) {
            tellOnce(message, destination, obstacle);
        }
        return view.isPresent() && obstacle.isEmpty()
                ? act.on(opened, message, view.get())
                : Future.succeededFuture(Tried.silent(Optional.of(later())));
    }

    private Future<Optional<SpooledMessage>> load(Context loop, QueueId id) {
        Optional<SpooledMessage> atHand = spool.atHand(id);
        return atHand.isPresent() ? Future.succeededFuture(atHand) : loop.executeBlocking(() -> spool.find(id), false);
    }

    /** Only of the recipients who are tried now: an attempt elsewhere goes by what was demanded when it began. */
    private static SpooledMessage raised(SpooledMessage current, SpooledMessage today, Domain destination) {
        List<SpooledRecipient> recipients = IntStream.range(
                        0, current.recipients().size())
                .mapToObj(i -> current.recipients().get(i).isWaiting()
                                && current.recipients()
                                        .get(i)
                                        .address()
                                        .domain()
                                        .equals(destination)
                        ? today.recipients().get(i)
                        : current.recipients().get(i))
                .toList();
        return current.with(recipients, current.nextAttemptAt());
    }

    /** Each obstacle is logged when it is first met, and again only after its domain was known in between. */
    private void tellOnce(SpooledMessage message, Domain destination, Optional<String> obstacle) {
        if (obstacle.isPresent() && told.add(obstacle.get())) {
            LOG.warnf(
                    "messages wait, for rules that govern them are not known queueId=%s cause=\"%s\"",
                    message.id(), LogText.of(obstacle.get()));
        }
        if (obstacle.isEmpty() && !told.isEmpty()) {
            Stream.concat(message.domains().stream(), Stream.of(destination))
                    .forEach(domain -> told.removeIf(each -> each.startsWith(domain + ":")));
        }
    }

    private Instant later() {
        return clock.instant().plus(PAUSE);
    }

    /** Brings the completion to the attempt's own loop: another attempt's loop or the spool may have been there last. */
    private static <T> Future<T> on(Context loop, Future<T> future) {
        Promise<T> promise = Promise.promise();
        future.onComplete(result -> loop.runOnContext(there -> promise.handle(result)));
        return promise.future();
    }

    /** A message that is open for one task, and the loop on which that runs. */
    private record Opened(Context loop, Entry entry, OpenMessages.Shared shared) {}

    /** What is done with a message whose rules are all known. */
    private interface Act {
        Future<Tried> on(Opened opened, SpooledMessage message, Function<Domain, DomainKnowledge> view);
    }
}
