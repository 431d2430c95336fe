package io.sealpost.relay.queue;

import io.sealpost.relay.delivery.BodySource;
import io.sealpost.relay.delivery.Content;
import io.sealpost.relay.delivery.Delivery;
import io.sealpost.relay.delivery.DsnRequest;
import io.sealpost.relay.delivery.EditedBody;
import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.delivery.Transaction;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.sealpost.relay.mail.Insertion;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.route.Router;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.ruleset.HostedDomain;
import io.sealpost.relay.spool.BodyReader;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.tracing.Tracing;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes one group of a message through one round: finds the route and has it delivered.
 *
 * <p>A report to a hosted domain goes to the domain's inbound host, if it has one. A failure of our own code is a
 * deferral for everybody in the group.
 */
final class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final Spool spool;
    private final Router router;
    private final Delivery delivery;
    private final InternalErrors errors;
    private final Tracing tracing;

    Courier(Spool spool, Router router, Delivery delivery, InternalErrors errors, Tracing tracing) {
        this.spool = spool;
        this.router = router;
        this.delivery = delivery;
        this.errors = errors;
        this.tracing = tracing;
    }

    /** What the round came to, for every recipient of the group. Never fails. */
    Future<List<RecipientRound>> carry(
            SpooledMessage message, Group group, Function<Domain, DomainKnowledge> rulesets, Instant now) {
        AttemptSpan span = AttemptSpan.begin(tracing, message, group);
        return Future.succeededFuture()
                .compose(begun -> inboundHost(message, group.domain(), rulesets)
                        .map(host -> router.routeTo(host)
                                .compose(route -> delivery.deliverElsewhere(
                                        transaction(message, group), route, group.histories(now))))
                        .orElseGet(() -> router.route(group.domain())
                                .compose(route ->
                                        delivery.deliver(transaction(message, group), route, group.histories(now)))))
                .map(rounds -> complete(message, group, rounds))
                .onSuccess(this::countInternal)
                .otherwise(failure -> broken(message, group.domain(), group.addresses(), failure))
                .onSuccess(span::end);
    }

    /** The round of an attempt that failed in our own code: logged, counted, and everybody is deferred. */
    List<RecipientRound> broken(
            SpooledMessage message, Domain destination, List<Address> recipients, Throwable failure) {
        errors.count();
        LOG.errorf(
                failure,
                "an attempt failed in the relay itself and is deferred queueId=%s domain=%s",
                message.id(),
                destination);
        return Settlement.internalError(recipients);
    }

    /** What failed in delivery has its line in the log; it shows by a deferral for which nothing was seen. */
    private void countInternal(List<RecipientRound> rounds) {
        if (rounds.stream().anyMatch(Courier::isInternal)) {
            errors.count();
        }
    }

    private static boolean isInternal(RecipientRound round) {
        return round.observations().isEmpty()
                && round.outcome()
                        .match(
                                delivered -> false,
                                deferred -> deferred.cause().kind().equals(Optional.of(AttemptClass.LOCAL)),
                                failed -> false);
    }

    /** The host to which a message goes in place of its destination's own: a report, where its domain set one. */
    private static Optional<HostPort> inboundHost(
            SpooledMessage message, Domain destination, Function<Domain, DomainKnowledge> rulesets) {
        return message.report()
                .flatMap(form -> rulesets.apply(destination)
                        .match(HostedDomain::inboundHost, foreign -> Optional.empty(), notKnown -> Optional.empty()));
    }

    private Transaction transaction(SpooledMessage message, Group group) {
        return new Transaction(
                message.id().value(),
                message.reversePath(),
                group.addresses(),
                group.requirement(),
                group.monitored(),
                content(message, group),
                dsn(message, group));
    }

    private Content content(SpooledMessage message, Group group) {
        List<Insertion> insertions =
                message.places().map(places -> places.insertions(group.edits())).orElse(List.of());
        long more = insertions.stream().mapToLong(each -> each.text().length()).sum();
        return new Content(
                message.eightBit(),
                message.smtpUtf8(),
                message.size() + more,
                () -> insertions.isEmpty() ? body(message) : new EditedBody(body(message), insertions));
    }

    private static DsnRequest dsn(SpooledMessage message, Group group) {
        Map<Address, RecipientDsn> asked = message.recipients().stream()
                .filter(each -> !each.dsn().equals(RecipientDsn.NONE)
                        && group.addresses().contains(each.address()))
                .collect(Collectors.toMap(SpooledRecipient::address, SpooledRecipient::dsn, (first, again) -> first));
        return new DsnRequest(message.dsn(), asked);
    }

    private BodySource body(SpooledMessage message) {
        BodyReader reader = spool.readBody(message.id());
        return reader::next;
    }

    private static List<RecipientRound> complete(SpooledMessage message, Group group, List<RecipientRound> rounds) {
        List<Address> told = rounds.stream().map(RecipientRound::recipient).toList();
        List<Address> missing =
                group.addresses().stream().filter(each -> !told.contains(each)).toList();
        if (missing.isEmpty()) {
            return rounds;
        }
        LOG.errorf(
                "an attempt left recipients without an outcome; they are deferred queueId=%s domain=%s recipients=%d",
                message.id(), group.domain(), missing.size());
        List<RecipientRound> all = new ArrayList<>(rounds);
        all.addAll(Settlement.internalError(missing));
        return all;
    }
}
