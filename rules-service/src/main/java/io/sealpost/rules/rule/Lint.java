package io.sealpost.rules.rule;

import io.sealpost.rules.change.Scope;
import io.sealpost.rules.rule.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for what is allowed in the rules of a scope and yet looks like a mistake. Pure. */
final class Lint {

    private static final Duration LONG = Duration.ofDays(30);

    private final Scope scope;
    private final List<Dated> rules;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(Scope scope, List<Dated> rules, Instant now) {
        this.scope = scope;
        this.rules = rules;
        this.now = now;
    }

    /** What is found in rules, given in their order. */
    static List<Finding> of(Scope scope, List<Dated> rules, Instant now) {
        Lint lint = new Lint(scope, rules, now);
        rules.forEach(lint::look);
        return lint.findings;
    }

    private void look(Dated dated) {
        Rule rule = dated.rule();
        if (!rule.enabled() && dated.changedAt().plus(LONG).isBefore(now)) {
            findings.add(Finding.of(
                    Kind.DISABLED_FOR_LONG, rule, null, "It is off and did not change for more than 30 days."));
        }
        if (rule.enabled()
                && rule.mode() == Mode.MONITOR
                && dated.changedAt().plus(LONG).isBefore(now)) {
            findings.add(Finding.of(
                    Kind.MONITORED_FOR_LONG,
                    rule,
                    null,
                    "It acts on nothing and did not change for more than 30 days."));
        }
        if (rule.enabled() && rule.active().isOver(now)) {
            findings.add(Finding.of(
                    Kind.EXPIRED, rule, String.valueOf(rule.active().until()), "It is on and does nothing any more."));
        }
        rule.criteria()
                .addresses()
                .filter(PatternCover::isNobody)
                .forEach(pattern -> findings.add(
                        Finding.of(Kind.NEVER_MATCHES, rule, pattern, "No mail can be for this domain, or from it.")));
        takenOut(rule);
        ownRecipients(rule);
        names(rule);
        idleActions(rule);
        signatures(rule);
        if (rule.enabled()) {
            redundant(rule).ifPresent(findings::add);
        }
    }

    /** Recipients alone: of senders and texts one that matches is enough, whatever is to be said of the others. */
    private void takenOut(Rule rule) {
        Selection to = rule.criteria().to();
        if (to != null) {
            to.included().stream()
                    .filter(pattern -> to.excluded().stream().anyMatch(out -> PatternCover.takesOut(out, pattern)))
                    .forEach(pattern -> findings.add(Finding.of(
                            Kind.NEVER_MATCHES, rule, pattern, "noneOf takes out again all that this matches.")));
        }
    }

    private void ownRecipients(Rule rule) {
        Selection to = rule.criteria().to();
        if (to != null && rule.direction() == Direction.OUTGOING && scope.kind() == Scope.Kind.DOMAIN) {
            to.included().stream()
                    .filter(pattern -> PatternCover.isAt(pattern, scope.id()))
                    .forEach(pattern -> findings.add(Finding.of(
                            Kind.OWN_RECIPIENT,
                            rule,
                            pattern,
                            "This is the domain's own mail, which rarely leaves by a relay.")));
        }
    }

    private void names(Rule rule) {
        Actions.RelayWithTls tls = rule.actions().relayWithTls();
        List<String> names = tls == null ? null : tls.names();
        if (names != null) {
            names.stream()
                    .filter(PatternCover::isNobody)
                    .forEach(name -> findings.add(Finding.of(
                            Kind.NAME_NEVER_MATCHES, rule, name, "No trusted certificate can carry this name.")));
        }
    }

    private void signatures(Rule rule) {
        Signatures.brokenBy(rule.actions())
                .forEach(broken -> findings.add(Finding.of(Kind.BREAKS_SIGNATURES, rule, broken.by(), broken.why())));
    }

    /** What a rule rejects never leaves, over TLS or not, and waits for nobody. */
    private void idleActions(Rule rule) {
        if (rule.actions().reject() == null) {
            return;
        }
        if (rule.actions().hold() != null) {
            findings.add(Finding.of(Kind.IDLE_ACTION, rule, "hold", "What the rule rejects is never held."));
        }
        if (rule.actions().bcc() != null) {
            findings.add(Finding.of(Kind.IDLE_ACTION, rule, "bcc", "Of what the rule rejects there is no copy."));
        }
        if (rule.actions().relayWithTls() != null) {
            findings.add(Finding.of(
                    Kind.IDLE_ACTION,
                    rule,
                    "relayWithTls",
                    "What the rule rejects is never relayed, over TLS or not."));
        }
    }

    /** The first other rule that is on, does the same, and matches all that this one does. */
    private Optional<Finding> redundant(Rule rule) {
        for (Dated dated : rules) {
            Rule other = dated.rule();
            boolean sameAct = other.enabled()
                    && other.direction() == rule.direction()
                    && (other.mode() == rule.mode() || other.mode() == Mode.ENFORCE)
                    && other.actions().equals(rule.actions())
                    && !other.id().equals(rule.id());
            if (!sameAct || !CriteriaCover.covers(other, rule)) {
                continue;
            }
            if (!CriteriaCover.covers(rule, other)) {
                return Optional.of(Finding.of(
                        Kind.SHADOWED, rule, null, "\"" + other.name() + "\" does the same for all that it matches."));
            }
            return isBefore(other, rule)
                    ? Optional.of(Finding.of(
                            Kind.DUPLICATE, rule, null, "\"" + other.name() + "\" does the same for the same mail."))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private boolean isBefore(Rule one, Rule other) {
        return rules.stream()
                .map(dated -> dated.rule().id())
                .filter(id -> id.equals(one.id()) || id.equals(other.id()))
                .findFirst()
                .filter(one.id()::equals)
                .isPresent();
    }

    /** A rule and when it changed last. */
    record Dated(Rule rule, Instant changedAt) {}
}
