package io.sealpost.relay.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What keeps the mail for a recipient from being relayed. Of {@code reject} and {@code hold}, reject wins. */
public sealed interface Stop {
    /** The rules that say so, in their order. */
    List<RuleRef> rules();

    /**
     * It is refused.
     *
     * @param rules those that reject
     * @param text what the first of them says
     */
    record Reject(List<RuleRef> rules, String text) implements Stop {
        public Reject {
            rules = List.copyOf(rules);
        }
    }

    /** It waits until somebody lets it go or refuses it, or its lifetime is over. */
    record Hold(List<RuleRef> rules) implements Stop {
        public Hold {
            rules = List.copyOf(rules);
        }
    }

    /** What stops the mail that all of these rules cover, given in their order. */
    static Optional<Stop> of(List<Rule> matched) {
        List<RuleRef> rejecting = new ArrayList<>();
        List<RuleRef> holding = new ArrayList<>();
        Optional<String> text = Optional.empty();
        for (Rule rule : matched) {
            if (rule.actions().rejection().isPresent()) {
                rejecting.add(rule.ref());
                text = text.or(rule.actions()::rejection);
            }
            if (rule.actions().hold()) {
                holding.add(rule.ref());
            }
        }
        return text.<Stop>map(said -> new Reject(rejecting, said))
                .or(() -> Optional.of(new Hold(holding))
                        .filter(hold -> !hold.rules().isEmpty()));
    }

    /** Calls the one function that fits; a further case breaks the compilation of every caller. */
    default <T> T match(Function<Reject, T> reject, Function<Hold, T> hold) {
        return this instanceof Reject value ? reject.apply(value) : hold.apply((Hold) this);
    }
}
