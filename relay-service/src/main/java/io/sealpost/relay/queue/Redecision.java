package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessagePolicy;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.policy.Rule;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Decides the requirement of waiting recipients again, under today's rules.
 *
 * <p>The result is joined with what was decided before: it can only rise, so mail that was promised encryption is not
 * released by a later change. A domain that is hosted no more adds nothing. Reports are exempt from message rules; what
 * they were accepted under stands.
 */
final class Redecision {
    private Redecision() {}

    /** Why the message must wait: the rules of a domain of it are not known. Empty: it may be tried. */
    static Optional<String> obstacle(SpooledMessage message, Function<Domain, DomainKnowledge> rulesets) {
        for (Domain domain : message.domains()) {
            Optional<String> unknown = rulesets.apply(domain)
                    .<Optional<String>>match(
                            hosted -> Optional.empty(),
                            foreign -> Optional.empty(),
                            notKnown -> Optional.of(domain + ": " + notKnown.reason()));
            if (unknown.isPresent()) {
                return unknown;
            }
        }
        return Optional.empty();
    }

    /** The message with the requirements of today; the rules of all its domains must be known. */
    static SpooledMessage apply(SpooledMessage message, Function<Domain, DomainKnowledge> rulesets, Instant now) {
        return message.report().isPresent()
                ? message
                : decided(
                        message,
                        rulesets,
                        now,
                        (before, today) -> before.under(
                                before.requirement().join(today.requirement()), merged(before.rules(), today.rules())));
    }

    /** The message under the rules of today alone, as an operator may want it; the rules of all its domains must be known. */
    static SpooledMessage release(SpooledMessage message, Function<Domain, DomainKnowledge> rulesets, Instant now) {
        return decided(message, rulesets, now, (before, today) -> before.under(today.requirement(), today.rules()));
    }

    private static SpooledMessage decided(
            SpooledMessage message,
            Function<Domain, DomainKnowledge> rulesets,
            Instant now,
            BinaryOperator<Decision> beforeAndToday) {
        MessagePolicy policy = new Policy(rules(message.domains(), rulesets)).on(message.facts(), now);
        List<SpooledRecipient> recipients = message.recipients().stream()
                .map(each -> each.isWaiting()
                        ? each.under(beforeAndToday.apply(each.decision(), policy.decide(each.address())))
                        : each)
                .toList();
        return message.with(recipients, message.nextAttemptAt());
    }

    private static List<Rule> rules(List<Domain> domains, Function<Domain, DomainKnowledge> rulesets) {
        // A rule of an organization comes with each of its domains; it counts once.
        Set<Rule> rules = new LinkedHashSet<>();
        for (Domain domain : domains) {
            rules.addAll(rulesets.apply(domain)
                    .match(hosted -> hosted.rules(), foreign -> List.of(), notKnown -> List.of()));
        }
        return List.copyOf(rules);
    }

    private static List<RuleRef> merged(List<RuleRef> before, List<RuleRef> today) {
        List<RuleRef> all = new ArrayList<>(before);
        for (RuleRef rule : today) {
            if (before.stream().noneMatch(known -> isSame(known, rule))) {
                all.add(rule);
            }
        }
        return all;
    }

    private static boolean isSame(RuleRef one, RuleRef other) {
        return one.scope().equals(other.scope()) && one.id().equals(other.id());
    }
}
