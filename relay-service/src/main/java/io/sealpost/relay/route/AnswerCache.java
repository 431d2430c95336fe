package io.sealpost.relay.route;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * Keeps answers, negative ones too, as long as their TTL says (RFC 2308 §5), each with its state; failures and bogus
 * answers never. When it is full, what was not asked for longest goes. Thread-safe.
 */
final class AnswerCache {
    private static final int MAX_ANSWERS = 50_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Clock clock;
    private final Map<Question, Kept> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Kept> eldest) {
            return size() > MAX_ANSWERS;
        }
    };

    AnswerCache(Clock clock) {
        this.clock = clock;
    }

    /** What is asked. */
    record Question(Name name, int type) {}

    private record Kept(Answer<Record> answer, Instant until) {}

    synchronized Optional<Answer<Record>> find(Name name, int type) {
        return Optional.ofNullable(answers.get(new Question(name, type)))
                .filter(kept -> clock.instant().isBefore(kept.until()))
                .map(Kept::answer);
    }

    synchronized void keep(Name name, int type, Answer<Record> answer, Duration ttl) {
        Question question = new Question(name, type);
        if (answer.isFailed() || ttl.isZero()) {
            answers.remove(question);
            return;
        }
        Duration limited = ttl.compareTo(LONGEST) < 0 ? ttl : LONGEST;
        answers.put(question, new Kept(answer, clock.instant().plus(limited)));
    }
}
