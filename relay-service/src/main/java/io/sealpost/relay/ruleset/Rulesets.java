package io.sealpost.relay.ruleset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rulesets that are in force, for all threads; reading them takes no lock.
 *
 * <p>They are trusted for {@code sealpost.rules.max-staleness} after Kafka was last heard of: then a change may have been
 * missed for so long that no mail is better than mail under old rules.
 */
@Singleton
public class Rulesets {
    private final Clock clock;
    private final Duration maxStaleness;
    private volatile @Nullable Known known;
    private volatile @Nullable String topicId;
    private volatile Instant lastContact = Instant.EPOCH;
    private volatile Reading reading = Reading.STARTING;
    private volatile boolean savedCopy;

    @Inject
    Rulesets(RulesetSettings settings) {
        this(Clock.systemUTC(), settings.maxStaleness());
    }

    Rulesets(Clock clock, Duration maxStaleness) {
        this.clock = clock;
        this.maxStaleness = maxStaleness;
    }

    /** The rulesets as of now; empty while they are not known or too old to be trusted. */
    public Optional<RulesetView> current() {
        return known().filter(present -> age().compareTo(maxStaleness) <= 0).map(Known::view);
    }

    /** What was applied last, however old. */
    Optional<Known> known() {
        return Optional.ofNullable(known);
    }

    /** Puts newer rulesets in force. */
    void apply(Known newer) {
        topicId = newer.topicId();
        known = newer;
        savedCopy = false;
    }

    /** Puts a saved copy in force. */
    void apply(SavedCopy copy) {
        contact(copy.contactAt());
        apply(copy.known());
        savedCopy = true;
    }

    /** Where the rules in force come from: the topic, the saved copy, or nowhere while none are. */
    public Source source() {
        if (current().isEmpty()) {
            return Source.NONE;
        }
        return savedCopy ? Source.SAVED_COPY : Source.TOPIC;
    }

    void reading(Reading now) {
        reading = now;
    }

    Reading reading() {
        return reading;
    }

    /** The id of the topic that was read last; empty text while none is known. All relays and no SMTP client know it. */
    public String topic() {
        return Optional.ofNullable(topicId).orElse("");
    }

    /** The topic has this id now, or none if empty: what came from another one is not known any more. */
    void beginTopic(String id) {
        topicId = id;
        Known present = known;
        if (present != null && !present.topicId().equals(id)) {
            known = null;
        }
    }

    /** At that time the topic held nothing that was not applied. */
    void contact(Instant at) {
        lastContact = at;
    }

    /** When the topic last held nothing that was not applied; the epoch while that never was. */
    public Instant lastContact() {
        return lastContact;
    }

    /** Where rules come from. */
    public enum Source {
        TOPIC("topic"),
        SAVED_COPY("saved copy"),
        NONE("none");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** When what is known, if nothing is heard of Kafka, will be trusted no more; empty while nothing is known. */
    Optional<Instant> trustedUntil() {
        return known().map(present -> lastContact.plus(maxStaleness));
    }

    Duration age() {
        return Duration.between(lastContact, clock.instant());
    }

    Duration maxStaleness() {
        return maxStaleness;
    }

    /** Empty while nothing is known of the topic, not even whether it is there. */
    Optional<Progress> progress() {
        return known().map(Progress::of).or(() -> Optional.ofNullable(topicId).map(Progress::none));
    }
}
