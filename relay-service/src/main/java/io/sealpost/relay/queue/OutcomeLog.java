package io.sealpost.relay.queue;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.report.RecipientResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Writes one line for each outcome at a destination; recipients of like outcome share it. No addresses of people. */
final class OutcomeLog implements Consumer<Outcome> {
    private static final Logger LOG = Logger.getLogger("io.sealpost.relay.queue.outcome");

    @Override
    public void accept(Outcome outcome) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        outcome.results().forEach(result -> lines.merge(line(outcome, result), 1, Integer::sum));
        lines.forEach((line, recipients) -> LOG.infof("%s recipients=%d", line, recipients));
    }

    static String line(Outcome outcome, RecipientResult result) {
        StringBuilder line = new StringBuilder(words(result.outcome()));
        add(line, "queueId", outcome.message().id().value());
        add(line, "domain", result.recipient().address().domain().name());
        add(
                line,
                "requirement",
                result.recipient().decision().requirement().level().word());
        add(line, "status", status(result.outcome()));
        result.trial().ifPresent(trial -> add(line, "monitored", trial.word()));
        result.outcome()
                .match(
                        d -> Optional.<String>empty(),
                        d -> Optional.of(d.cause().text()),
                        f -> Optional.of(f.cause().text()))
                .ifPresent(cause ->
                        line.append(" cause=\"").append(LogText.of(cause)).append('"'));
        if (!result.attempts().isEmpty()) {
            addAttempt(line, result.attempts().get(result.attempts().size() - 1));
        }
        return line.toString();
    }

    private static void addAttempt(StringBuilder line, Observation last) {
        add(line, "host", last.host());
        last.address().ifPresent(address -> add(line, "address", address));
        add(line, "class", last.kind().word());
        last.tls().ifPresent(tls -> {
            add(line, "tls", tls.version());
            add(line, "cipher", tls.cipher());
            tls.verified().ifPresent(level -> add(line, "verified", level.word()));
        });
    }

    private static void add(StringBuilder line, String name, String value) {
        line.append(' ').append(name).append('=').append(LogText.of(value));
    }

    private static String words(RecipientOutcome outcome) {
        return outcome.match(
                d -> "delivered", d -> "deferred", f -> "failed: " + f.type().word());
    }

    private static String status(RecipientOutcome outcome) {
        return outcome.match(
                        d -> d.reply().enhancedStatus().orElse(new EnhancedStatus(2, 0, 0)),
                        d -> d.cause().status(),
                        f -> f.cause().status())
                .toString();
    }
}
