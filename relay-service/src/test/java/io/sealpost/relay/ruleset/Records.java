package io.sealpost.relay.ruleset;

/** Records as they stand on {@code sealpost.rulesets}, made short for tests. */
final class Records {
    private Records() {}

    /** A rule that demands encryption for a recipient pattern, switched on. */
    static String rule(String id, String to) {
        return """
                {"id": "%s", "revision": 1, "name": "%s", "direction": "outgoing", "enabled": true,
                 "criteria": {"to": {"anyOf": ["%s"]}}, "actions": {"relayWithTls": {}}}""".formatted(id, id, to);
    }

    /** A top organization. */
    static String organization(String id, long revision, String rules) {
        return """
                {"scope": "organization/%s", "epoch": 1, "revision": %d, "changedBy": "x", "rules": [%s]}""".formatted(id, revision, rules);
    }

    static String organizationBelow(String id, String parent, String rules) {
        return """
                {"scope": "organization/%s", "epoch": 1, "revision": 1, "parent": "organization/%s",
                 "contact": "postmaster@%s.example", "rules": [%s]}""".formatted(id, parent, id, rules);
    }

    static String domain(String name, String organization, long revision, String rules) {
        return """
                {"scope": "domain/%s", "epoch": 1, "revision": %d, "parent": "organization/%s",
                 "submitters": [{"id": "s", "network": "192.0.2.0/24"}], "rules": [%s]}""".formatted(name, revision, organization, rules);
    }

    /** An address list with one entry. */
    static String list(String key, String entry) {
        return """
                {"scope": "%s", "epoch": 1, "revision": 1, "parent": "organization/x", "entries": ["%s"]}""".formatted(key, entry);
    }

    static String deletedDomain(String name, long revision) {
        return """
                {"scope": "domain/%s", "epoch": 1, "revision": %d, "deleted": true}""".formatted(name, revision);
    }
}
