package io.sealpost.relay.ruleset;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the rules are not known: all mail would be deferred. Says why, and how long they are trusted. */
@Readiness
@Singleton
class RulesetReadiness implements HealthCheck {
    private final Rulesets rulesets;

    RulesetReadiness(Rulesets rulesets) {
        this.rulesets = rulesets;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rulesets")
                .status(rulesets.current().isPresent())
                .withData("reading", rulesets.reading().state().name())
                .withData("detail", rulesets.reading().detail())
                .withData("source", rulesets.source().toString())
                .withData("lastContact", rulesets.lastContact().toString())
                .withData(
                        "trustedUntil",
                        rulesets.trustedUntil().map(Instant::toString).orElse(""))
                .withData("appliedOffset", rulesets.known().map(Known::offset).orElse(-1L))
                .build();
    }
}
