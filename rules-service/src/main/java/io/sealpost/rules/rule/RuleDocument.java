package io.sealpost.rules.rule;

import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.ProblemException;
import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.problem.WholeDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All rules of a domain or organization as scripts keep them: in their order, without what only this service knows. */
@Schema(
        name = "RuleDocument",
        description = "All rules of a domain or organization in their order; names tell them apart",
        requiredProperties = "rules",
        examples = """
                {"rules": [{"name": "Banks", "direction": "outgoing", "enabled": true,
                 "criteria": {"to": {"anyOf": ["bank.example"]}}, "actions": {"relayWithTls": {}}}]}""")
record RuleDocument(@Nullable List<@Nullable RuleBody> rules) implements WholeDocument {

    static RuleDocument of(List<Rule> present) {
        List<@Nullable RuleBody> bodies = new ArrayList<>();
        present.forEach(rule -> bodies.add(RuleBody.of(rule.values())));
        return new RuleDocument(bodies);
    }

    /** The values of all rules; throws with everything that is wrong in any of them. */
    List<RuleValues> values() {
        Violations violations = new Violations();
        List<RuleValues> values = new ArrayList<>();
        Set<RulePlan.Key> keys = new HashSet<>();
        if (rules == null) {
            violations.add("rules", null, "a list of rules; an empty one deletes all");
        }
        for (int i = 0; rules != null && i < rules.size(); i++) {
            String place = "rules[" + i + "]";
            RuleBody body = rules.get(i);
            if (body == null) {
                violations.add(place, null, "a rule");
                continue;
            }
            try {
                RuleValues one = RuleCheck.values(body);
                values.add(one);
                if (!keys.add(RulePlan.Key.of(one))) {
                    violations.add(place + ".name", one.name(), "a name that no other rule of this direction has");
                }
            } catch (ProblemException refused) {
                addAll(violations, place, refused);
            }
        }
        violations.refuseIfAny();
        return values;
    }

    private static void addAll(Violations violations, String place, ProblemException refused) {
        if (!(refused.problem() instanceof Problem.InvalidValues invalid)) {
            throw refused;
        }
        invalid.violations().forEach(one -> violations.add(place + "." + one.field(), one.value(), one.expected()));
    }
}
