package io.sealpost.relay.policy;

import io.sealpost.relay.mail.HeaderEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the rules decide for one recipient, and which rules say so.
 *
 * @param requirement the join of all that matched and are enforced
 * @param rules those, in their order
 * @param stop what keeps the mail from being relayed; mostly nothing
 * @param trial what those that are only monitored would add; mostly nothing
 * @param edits what changes in its header, in the order of the rules; at most {@link #MOST_EDITS}
 * @param copies who gets a copy of it; nobody, of what is rejected, and at most {@link #MOST_COPIES}
 */
public record Decision(
        TlsRequirement requirement,
        List<RuleRef> rules,
        Optional<Stop> stop,
        Optional<Trial> trial,
        List<HeaderEdit> edits,
        List<Copy> copies) {
    /** Further edits of further rules are left out: a header, and the record that keeps them, must stay small. */
    public static final int MOST_EDITS = 50;
    /** Further copies are left out, too: one message must not become many. */
    public static final int MOST_COPIES = 50;

    /** No rule matched. */
    public static final Decision NONE = new Decision(TlsRequirement.NONE, List.of());

    /** Stop, trial, edits and copies are null in records of releases that knew none. */
    public Decision {
        Objects.requireNonNull(requirement);
        rules = List.copyOf(rules);
        stop = Objects.requireNonNullElse(stop, Optional.empty());
        trial = Objects.requireNonNullElse(trial, Optional.empty());
        edits = List.copyOf(Objects.requireNonNullElse(edits, List.of()));
        copies = List.copyOf(Objects.requireNonNullElse(copies, List.of()));
    }

    /** Mail that nothing keeps from being relayed, nor would. */
    public Decision(TlsRequirement requirement, List<RuleRef> rules) {
        this(requirement, rules, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** What rules decide that all cover the mail, given in their order. */
    static Decision of(List<Rule> matched) {
        if (matched.isEmpty()) {
            return NONE;
        }
        if (relayAlone(matched)) {
            return new Decision(TlsRequirement.ofAll(matched), refs(matched));
        }
        List<Rule> enforced = matched.stream().filter(Rule::isEnforced).toList();
        List<Rule> monitored =
                matched.stream().filter(rule -> !rule.isEnforced()).toList();
        TlsRequirement requirement = TlsRequirement.ofAll(enforced);
        Optional<Stop> stop = Stop.of(enforced);
        return new Decision(
                requirement,
                refs(enforced),
                stop,
                Trial.of(monitored, requirement),
                editsOf(enforced),
                isRejection(stop) ? List.of() : copiesOf(enforced));
    }

    /** Mostly so, and then there is nothing else to look for: this is asked for every recipient of every message. */
    private static boolean relayAlone(List<Rule> matched) {
        for (Rule rule : matched) {
            if (!rule.isEnforced() || !rule.actions().relayAlone()) {
                return false;
            }
        }
        return true;
    }

    private static List<RuleRef> refs(List<Rule> rules) {
        List<RuleRef> refs = new ArrayList<>(rules.size());
        rules.forEach(rule -> refs.add(rule.ref()));
        return refs;
    }

    /** The same with this requirement, for which these rules stand. What was to be tried when the mail was taken stays so. */
    public Decision under(TlsRequirement raised, List<RuleRef> sources) {
        return new Decision(raised, sources, stop, trial, edits, copies);
    }

    /** The same for a copy of mail of which this was decided: it shares their requirements, and is not tried. */
    Decision ofCopy(List<Decision> originals) {
        List<Decision> demanding = originals.stream()
                .filter(each -> each.requirement().isRequired())
                .toList();
        return new Decision(
                demanding.stream().map(Decision::requirement).reduce(requirement, TlsRequirement::join),
                Stream.concat(rules.stream(), demanding.stream().flatMap(each -> each.rules().stream()))
                        .distinct()
                        .toList(),
                stop,
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** What is done, by the names that the actions have in rules. */
    public List<String> actions() {
        return ActionNames.of(requirement, stop, edits, copies);
    }

    private static boolean isRejection(Optional<Stop> stop) {
        return stop.filter(each -> each instanceof Stop.Reject).isPresent();
    }

    static List<HeaderEdit> editsOf(List<Rule> matched) {
        return matched.stream()
                .flatMap(rule -> rule.actions().edits().stream())
                .limit(MOST_EDITS)
                .toList();
    }

    static List<Copy> copiesOf(List<Rule> matched) {
        return matched.stream()
                .flatMap(rule -> rule.actions().copies().stream()
                        .map(address ->
                                new Copy(address, rule.direction(), rule.ref().scope())))
                .limit(MOST_COPIES)
                .toList();
    }
}
