package io.sealpost.relay.queue;

import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.tracing.TraceSpan;
import io.sealpost.tracing.Tracing;
import java.util.List;

/** An attempt in the trace of its message, if that is traced: where it went, and what became of it. No addresses of people. */
record AttemptSpan(TraceSpan span) {
    static AttemptSpan begin(Tracing tracing, SpooledMessage message, Group group) {
        return new AttemptSpan(tracing.proceed("attempt", message.traceparent())
                .tell("sealpost.queue_id", message.id().value())
                .tell("sealpost.domain", group.domain().name())
                .tell("sealpost.requirement", group.requirement().level().word()));
    }

    void end(List<RecipientRound> rounds) {
        if (span != TraceSpan.NONE) {
            rounds.stream()
                    .flatMap(round -> round.observations().stream())
                    .reduce((earlier, last) -> last)
                    .ifPresent(this::tell);
            rounds.stream()
                    .map(AttemptSpan::trouble)
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .ifPresent(span::fail);
            span.end();
        }
    }

    private void tell(Observation last) {
        span.tell("server.address", last.host())
                .tell("sealpost.class", last.kind().word());
        last.address().ifPresent(address -> span.tell("network.peer.address", address));
        last.tls().ifPresent(tls -> span.tell("tls.protocol.version", tls.version()));
    }

    private static String trouble(RecipientRound round) {
        return round.outcome().match(delivered -> "", deferred -> "deferred", failed -> "failed");
    }
}
