package io.sealpost.relay.ingress;

import static org.awaitility.Awaitility.await;

import io.sealpost.relay.ruleset.Rulesets;
import io.sealpost.relay.ruleset.Topics;
import java.time.Duration;

/** The domain of applications that log in, on the topic: {@code mailout}, and {@code limited} to a message an hour. */
final class AppsDomain {
    static final String LOGIN = "mailout@apps.example";
    static final String LIMITED = "limited@apps.example";
    static final String SECRET = "pencil";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private AppsDomain() {}

    /** Puts it there, unless it is, and waits until the relay knows it. */
    static void register(String bootstrapServers, Rulesets rulesets) throws Exception {
        try (Topics topics = new Topics(bootstrapServers)) {
            if (rulesets.current().isEmpty()) {
                topics.createRulesets();
            }
            topics.put(
                    "organization/apps",
                    "{\"scope\": \"organization/apps\", \"epoch\": 1, \"revision\": 1, \"rules\": []}");
            topics.put("domain/apps.example", """
                    {"scope": "domain/apps.example", "epoch": 1, "revision": 1, "parent": "organization/apps",
                     "submitters": [%s, %s], "rules": [%s]}""".formatted(
                    Rules.credential("mailout", ""),
                    Rules.credential("limited", "\"limits\": {\"messagesPerHour\": 2, \"recipientsPerHour\": 9},"),
                    Rules.rule("banks", "bank.example") + ", "
                            + Rules.rule("words", "secret").replace("\"to\"", "\"body\"")));
        }
        await().atMost(PATIENCE)
                .until(() -> rulesets.current()
                        .filter(view -> view.submitter(LOGIN).isPresent())
                        .isPresent());
    }
}
