package io.sealpost.relay.ingress;

import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.ruleset.ScramVerifier;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Builds the rulesets of tests from records as they stand on the topic. */
final class Rules {
    private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

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

    /** A credential whose secret is {@code pencil} (RFC 7677 §3), and within its overlap {@code pen}. */
    static String credential(String username, String more) {
        ScramVerifier.Keys old = ScramCheck.verifier("pen", SALT, 4096).keys().get(0);
        Base64.Encoder base64 = Base64.getEncoder();
        return """
                {"id": "%s", "username": "%s", %s "scram": {"salt": "W22ZaJ0SNY7soEsUEjb6gQ==", "iterations": 4096, "keys": [
                 {"storedKey": "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=",
                  "serverKey": "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="},
                 {"storedKey": "%s", "serverKey": "%s", "validUntil": "2026-11-24T09:00:00Z"}]}}""".formatted(
                username, username, more, base64.encodeToString(old.stored()), base64.encodeToString(old.server()));
    }

    static String rule(String name, String to) {
        return """
                {"id": "%s", "revision": 1, "name": "%s", "direction": "outgoing", "enabled": true,
                 "criteria": {"to": {"anyOf": ["%s"]}}, "actions": {"relayWithTls": {}}}""".formatted(name, name, to);
    }
}
