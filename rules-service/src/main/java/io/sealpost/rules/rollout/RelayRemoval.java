package io.sealpost.rules.rollout;

import io.sealpost.rules.audit.AuditTrail;
import io.sealpost.rules.problem.Problem;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Takes a relay off the list by a record on the topic, so that it lasts and every instance hears of it. */
@ApplicationScoped
class RelayRemoval {

    private final Producer<String, byte[]> producer;
    private final Roster roster;
    private final AuditTrail audit;
    private final Clock clock;

    RelayRemoval(KafkaClients clients, Roster roster, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.producer = clients.producer();
        this.roster = roster;
        this.clock = clock;
    }

    /** Blocks until the broker has the record; throws {@link Problem.Unavailable} where it does not take it. */
    @Transactional
    void remove(String relay, String removedBy) {
        audit.deleted("relay", relay);
        var status = RelayStatus.removed(relay, removedBy, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        try {
            producer.send(new ProducerRecord<>(StatusTopic.NAME, 0, relay, StatusCodec.write(status)))
                    .get();
        } catch (KafkaException | ExecutionException away) {
            throw new Problem.Unavailable("The message broker cannot be reached at present").asException();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable("The message broker cannot be reached at present").asException();
        }
        roster.forget(relay);
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
