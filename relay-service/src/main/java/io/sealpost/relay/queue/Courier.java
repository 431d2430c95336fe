package io.sealpost.relay.queue;

import io.sealpost.relay.delivery.BodySource;
import io.sealpost.relay.delivery.Content;
import io.sealpost.relay.delivery.Delivery;
import io.sealpost.relay.delivery.DsnRequest;
import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.delivery.Transaction;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.sealpost.relay.route.Route;
import io.sealpost.relay.route.Router;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.ruleset.HostedDomain;
import io.sealpost.relay.spool.BodyReader;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    Courier(Spool spool, Router router, Delivery delivery) {
        this.spool = spool;
        this.router = router;
        this.delivery = delivery;
    }

    /** What the round came to, for every recipient of the group. Never fails. */
    Future<List<RecipientRound>> carry(
            SpooledMessage message, Group group, Function<Domain, DomainKnowledge> rulesets, Instant now) {
        return Future.succeededFuture()
                .compose(begun -> route(message, group, rulesets))
                .compose(route -> delivery.deliver(transaction(message, group), route, group.histories(now)))
                .map(rounds -> complete(message, group, rounds))
                .recover(failure -> {
                    LOG.errorf(
                            failure,
                            "an attempt failed in the relay itself and is deferred queueId=%s domain=%s",
                            message.id(),
                            group.domain());
                    return Future.succeededFuture(Settlement.internalError(group.addresses()));
                });
    }

    private Future<Route> route(SpooledMessage message, Group group, Function<Domain, DomainKnowledge> rulesets) {
        Optional<HostPort> inboundHost = message.report()
                .flatMap(form -> rulesets.apply(group.domain())
                        .match(HostedDomain::inboundHost, foreign -> Optional.empty(), notKnown -> Optional.empty()));
        return inboundHost.map(router::routeTo).orElseGet(() -> router.route(group.domain()));
    }

    private Transaction transaction(SpooledMessage message, Group group) {
        return new Transaction(
                message.id().value(),
                message.reversePath(),
                group.addresses(),
                group.requirement(),
                new Content(message.eightBit(), false, message.size(), () -> body(message)),
                DsnRequest.NONE);
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
