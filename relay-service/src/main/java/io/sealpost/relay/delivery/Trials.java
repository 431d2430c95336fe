package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.route.Target;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Judges the session over which recipients were delivered by what rules would demand that are only monitored. The mail is gone
 * by then, so that nothing here can have an effect on it; what nobody asked of the session before is found out now.
 */
final class Trials {
    private static final Logger LOG = Logger.getLogger(Trials.class);

    private final SessionFactFinder facts;

    Trials(SessionFactFinder facts) {
        this.facts = facts;
    }

    /** For each recipient that was delivered and for whom something is monitored. Never fails. */
    Future<Map<Address, Judgement>> judge(Transaction transaction, Target target, Conversation.Result result) {
        Map<Address, TlsRequirement> tried = new HashMap<>();
        transaction.monitored().forEach((recipient, requirement) -> {
            Finding finding = result.findings().get(recipient);
            if (finding != null && finding.kind() == AttemptClass.DELIVERED) {
                tried.put(recipient, requirement);
            }
        });
        if (tried.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        TlsRequirement all = tried.values().stream().reduce(TlsRequirement.NONE, TlsRequirement::join);
        return result.session()
                .map(session -> facts.facts(session, all, transaction.domain(), target)
                        .map(found -> each(tried, requirement -> requirement.judge(found)))
                        .otherwise(failure -> unknown(transaction, tried, failure)))
                .orElseGet(() -> Future.succeededFuture(each(tried, TlsRequirement::judgeInClear)));
    }

    private static Map<Address, Judgement> unknown(
            Transaction transaction, Map<Address, TlsRequirement> tried, Throwable failure) {
        LOG.errorf(failure, "A delivery could not be judged by monitored rules queueId=%s", transaction.queueId());
        return each(tried, requirement -> Judgement.unknown("the relay could not judge the certificate"));
    }

    private static Map<Address, Judgement> each(
            Map<Address, TlsRequirement> tried, Function<TlsRequirement, Judgement> judge) {
        Map<Address, Judgement> judged = new HashMap<>();
        tried.forEach((recipient, requirement) -> judged.put(recipient, judge.apply(requirement)));
        return judged;
    }
}
