package io.sealpost.relay.spool;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.outcome.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the queue must know of a message to schedule it, drawn from its envelope and stored beside it in the same batch: so
 * a start with a long queue reads no envelopes.
 *
 * @param id its name
 * @param acceptedAt when the final dot came
 * @param sender whose mail it is: the first domain whose rules govern it, else that of the reverse path
 * @param report whether it is a report of the bounce-service
 * @param nextAttemptAt when it is due where it was not tried yet
 * @param destinations where recipients wait; none if nobody does
 * @param stopped what is left of recipients whom a rule keeps from being tried
 */
public record ScheduleRecord(
        QueueId id,
        Instant acceptedAt,
        Optional<Domain> sender,
        boolean report,
        Instant nextAttemptAt,
        List<Destination> destinations,
        Stopped stopped) {
    /** Recipients that are not tried. */
    public enum Stopped {
        NONE(0),
        /** Some are held, and none is rejected. */
        HELD(1),
        /** Some are rejected, of whom the sender is to be told. */
        REJECTED(2);

        private final int code;

        Stopped(int code) {
            this.code = code;
        }

        /** As it lies on disk. */
        int code() {
            return code;
        }

        static Stopped of(int code) {
            for (Stopped each : values()) {
                if (each.code == code) {
                    return each;
                }
            }
            throw new IllegalArgumentException("no such stop: " + code);
        }

        private static Stopped of(SpooledMessage message) {
            boolean rejected =
                    message.recipients().stream().anyMatch(each -> each.state() == SpooledRecipient.State.REJECTED);
            boolean held = message.recipients().stream().anyMatch(SpooledRecipient::isHeld);
            return rejected ? REJECTED : held ? HELD : NONE;
        }
    }

    public ScheduleRecord {
        Objects.requireNonNull(id);
        Objects.requireNonNull(acceptedAt);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(nextAttemptAt);
        Objects.requireNonNull(stopped);
        destinations = List.copyOf(destinations);
    }

    /**
     * A domain at which recipients wait.
     *
     * @param rounds how many rounds there were, at most of them
     * @param lastAttemptAt when a server of it was last tried; empty where one of them was not tried yet
     */
    public record Destination(Domain domain, int rounds, Optional<Instant> lastAttemptAt) {
        public Destination {
            Objects.requireNonNull(domain);
            Objects.requireNonNull(lastAttemptAt);
        }

        private static Destination of(Domain domain, List<SpooledRecipient> waiting) {
            boolean tried = waiting.stream().allMatch(each -> each.rounds() > 0);
            return new Destination(
                    domain,
                    waiting.stream().mapToInt(SpooledRecipient::rounds).max().orElse(0),
                    waiting.stream()
                            .flatMap(recipient -> recipient.observations().stream())
                            .map(Observation::at)
                            .max(Instant::compareTo)
                            .filter(last -> tried));
        }
    }

    /** That of a message. */
    public static ScheduleRecord of(SpooledMessage message) {
        Map<Domain, List<SpooledRecipient>> waiting = new LinkedHashMap<>();
        message.recipients().stream()
                .filter(SpooledRecipient::isWaiting)
                .forEach(each -> waiting.computeIfAbsent(each.address().domain(), domain -> new ArrayList<>())
                        .add(each));
        return new ScheduleRecord(
                message.id(),
                message.acceptedAt(),
                message.domains().stream()
                        .findFirst()
                        .or(() -> message.reversePath().address().map(Address::domain)),
                message.report().isPresent(),
                message.nextAttemptAt(),
                waiting.entrySet().stream()
                        .map(each -> Destination.of(each.getKey(), each.getValue()))
                        .toList(),
                Stopped.of(message));
    }
}
