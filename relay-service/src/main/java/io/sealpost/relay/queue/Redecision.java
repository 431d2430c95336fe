package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessagePolicy;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.ruleset.Governing;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides the requirement of waiting recipients again, under today's rules.
 *
 * <p>The result is joined with what was decided before: it can only rise, so mail that was promised encryption is not
 * released by a later change. A domain that is hosted no more adds nothing. Reports are exempt from message rules; what
 * they were accepted under stands.
 */
final class Redecision {
    private Redecision() {}

    /** Why recipients must wait: the rules of a sender or of their domains are not known. Empty: they may be tried. */
    static Optional<Governing.Obstacle> obstacle(
            SpooledMessage message, Function<Domain, DomainKnowledge> rulesets, Predicate<Domain> destinations) {
        return governing(message, rulesets, destinations).obstacle();
    }

    /**
     * The message with the requirements of today for those who wait at some destinations; there must be no obstacle to them.
     */
    static SpooledMessage apply(
            SpooledMessage message,
            Function<Domain, DomainKnowledge> rulesets,
            Predicate<Domain> destinations,
            Instant now) {
        return message.report().isPresent()
                ? message
                : decided(
                        message,
                        rulesets,
                        destinations,
                        now,
                        (before, today) -> before.under(
                                before.requirement().join(today.requirement()), merged(before.rules(), today.rules())));
    }

    /** The message under the rules of today alone, as an operator may want it; there must be no obstacle at all. */
    static SpooledMessage release(SpooledMessage message, Function<Domain, DomainKnowledge> rulesets, Instant now) {
        return decided(
                message,
                rulesets,
                all -> true,
                now,
                (before, today) -> before.under(today.requirement(), today.rules()));
    }

    private static SpooledMessage decided(
            SpooledMessage message,
            Function<Domain, DomainKnowledge> rulesets,
            Predicate<Domain> destinations,
            Instant now,
            BinaryOperator<Decision> beforeAndToday) {
        MessagePolicy policy =
                governing(message, rulesets, destinations).policy().on(message.facts(), now);
        List<SpooledRecipient> recipients = message.recipients().stream()
                .map(each -> waitsAt(each, destinations)
                        ? each.under(beforeAndToday.apply(each.decision(), today(each, message, policy)))
                        : each)
                .toList();
        return message.with(recipients, message.nextAttemptAt());
    }

    private static Decision today(SpooledRecipient recipient, SpooledMessage message, MessagePolicy policy) {
        return recipient.isCopy()
                ? policy.decideCopy(
                        recipient.address(),
                        message.originals().map(policy::decide).toList())
                : policy.decide(recipient.address());
    }

    /** No rules for incoming mail join in for a report: it is exempt from all. For a copy those of all recipients count. */
    private static Governing governing(
            SpooledMessage message, Function<Domain, DomainKnowledge> rulesets, Predicate<Domain> destinations) {
        boolean copied = message.recipients().stream().anyMatch(each -> each.isCopy() && waitsAt(each, destinations));
        List<Address> recipients = message.recipients().stream()
                .filter(each -> message.report().isEmpty() && !each.isCopy() && (copied || waitsAt(each, destinations)))
                .map(SpooledRecipient::address)
                .toList();
        return Governing.of(rulesets, message.domains(), recipients);
    }

    private static boolean waitsAt(SpooledRecipient recipient, Predicate<Domain> destinations) {
        return recipient.isWaiting() && destinations.test(recipient.address().domain());
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
