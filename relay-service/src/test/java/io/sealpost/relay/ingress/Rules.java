package io.sealpost.relay.ingress;

import io.sealpost.relay.ruleset.RulesetView;
import java.util.HashMap;
import java.util.Map;

/** Builds the rulesets of tests from records as they stand on the topic. */
final class Rules {
    private final Map<String, String> records = new HashMap<>();

    /** Two domains of one organization, one of another; 192.0.2.0/24 submits for the first two. */
    static Rules twoTenants() {
        return new Rules()
                .organization("acme", "")
                .organization("rival", "")
                .domain("sender.example", "acme", submitter("192.0.2.0/24", false), rule("banks", "bank.example"))
                .domain("second.example", "acme", submitter("192.0.2.0/24", false), rule("courts", "court.example"))
                .domain("rival.example", "rival", submitter("198.51.100.0/24", false), rule("all", "*"));
    }

    Rules organization(String id, String rules) {
        return put("organization/" + id, """
                {"scope": "organization/%s", "epoch": 1, "revision": 1, "rules": [%s]}""".formatted(id, rules));
    }

    Rules domain(String name, String organization, String submitters, String rules) {
        return put("domain/" + name, """
                {"scope": "domain/%s", "epoch": 1, "revision": 1, "parent": "organization/%s",
                 "submitters": [%s], "rules": [%s]}""".formatted(name, organization, submitters, rules));
    }

    Rules put(String key, String value) {
        records.put(key, value);
        return this;
    }

    RulesetView view() {
        return RulesetView.of(records);
    }

    static String submitter(String network, boolean forwards) {
        return "{\"id\": \"s\", \"network\": \"%s\", \"forwards\": %s}".formatted(network, forwards);
    }

    static String rule(String name, String to) {
        return """
                {"id": "%s", "revision": 1, "name": "%s", "direction": "outgoing", "enabled": true,
                 "criteria": {"to": {"anyOf": ["%s"]}}, "actions": {"relayWithTls": {}}}""".formatted(name, name, to);
    }
}
