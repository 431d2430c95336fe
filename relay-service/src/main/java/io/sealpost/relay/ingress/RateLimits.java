package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.ruleset.Quota;
import io.sealpost.relay.ruleset.UsedUpQuotas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Counts what this relay took within the last hour, and refuses more than the limits of submitters and domains allow: a
 * stolen credential must not send a million mails. A message counts for each of the client's submitters whose domain is
 * one of its senders', and for these domains. Bounded; for all threads.
 */
final class RateLimits {
    private static final Duration HOUR = Duration.ofHours(1);
    /** More quotas than this within an hour: those that were idle for the longest time begin anew. */
    private static final int MOST_QUOTAS = 100_000;

    private final Clock clock;
    private final Consumer<UsedUpQuotas.UsedUp> usedUp;
    private final Recent<String, Taken> taken = new Recent<>(MOST_QUOTAS);

    private record Taken(SlidingCount messages, SlidingCount recipients) {
        Taken() {
            this(new SlidingCount(HOUR), new SlidingCount(HOUR));
        }
    }

    /** @param usedUp hears of each quota over which something is refused */
    RateLimits(Clock clock, Consumer<UsedUpQuotas.UsedUp> usedUp) {
        this.clock = clock;
        this.usedUp = usedUp;
    }

    /** The refusal of a message with so many recipients, if there is one; counts nothing. */
    synchronized Optional<Reply> refusal(Collection<Quota> quotas, int recipients) {
        Instant now = clock.instant();
        return quotas.stream()
                .map(quota -> refusal(quota, recipients, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Counts a message with so many recipients for all of them, or for none and gives the refusal. */
    synchronized Optional<Reply> take(Collection<Quota> quotas, int recipients) {
        Optional<Reply> refusal = refusal(quotas, recipients);
        if (refusal.isEmpty()) {
            Instant now = clock.instant();
            for (Quota quota : quotas) {
                Taken before = of(quota);
                before.messages().add(1, now);
                before.recipients().add(recipients, now);
            }
        }
        return refusal;
    }

    private Optional<Reply> refusal(Quota quota, int recipients, Instant now) {
        Taken before = of(quota);
        return refusal(quota, "messages", before.messages(), quota.limits().messages(), 1, now)
                .or(() -> refusal(
                        quota, "recipients", before.recipients(), quota.limits().recipients(), recipients, now));
    }

    private Optional<Reply> refusal(Quota quota, String what, SlidingCount before, int limit, int more, Instant now) {
        if ((long) before.count(now) + more <= limit) {
            return Optional.empty();
        }
        Instant free = before.whenAtMost(Math.max(0, limit - more), now);
        Instant until = free.isAfter(now) ? free : now.plus(1, ChronoUnit.MINUTES);
        usedUp.accept(new UsedUpQuotas.UsedUp(quota, what + "PerHour", until));
        return Optional.of(Replies.of(
                450,
                "4.7.1",
                quota.name() + " may send " + limit + " " + what + " an hour through this relay; try again after "
                        + until.truncatedTo(ChronoUnit.SECONDS)));
    }

    private Taken of(Quota quota) {
        return taken.computeIfAbsent(quota.key(), id -> new Taken());
    }
}
