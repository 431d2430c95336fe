package io.sealpost.relay.policy;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a connection must offer before anything of a message may be said on it.
 *
 * <p>Requirements form a join-semilattice: {@link #join} is commutative, associative and idempotent, {@link #NONE} is
 * its neutral element, and the result is never weaker than either side. The demands of several rules are not merged:
 * each must hold.
 *
 * @param level the last, in the order of {@link TlsLevel}, of what is demanded
 * @param minVersion the lowest TLS version, where TLS is required
 * @param demands what the certificate must show, in a fixed order; empty where it is not judged
 * @param retryWindow how long failures of TLS are retried before the mail bounces for them; zero: one round
 */
public record TlsRequirement(TlsLevel level, TlsVersion minVersion, List<Demand> demands, Duration retryWindow) {
    private static final Comparator<Demand> ORDER =
            Comparator.comparing(Demand::level).thenComparing(Demand::toString);
    /** How long TLS is retried where a rule does not say. */
    public static final Duration DEFAULT_RETRY_WINDOW = Duration.ofHours(1);
    /** Nothing is demanded: TLS is opportunistic. */
    public static final TlsRequirement NONE =
            new TlsRequirement(TlsLevel.MAY, TlsVersion.TLS_1_2, List.of(), Duration.ZERO);
    /** TLS of any version that we speak, the certificate not judged. */
    public static final TlsRequirement ENCRYPT = of(TlsVersion.TLS_1_2, List.of(), DEFAULT_RETRY_WINDOW);

    /** Demands and window are null in records of releases that knew only {@code may} and {@code encrypt}. */
    public TlsRequirement {
        Objects.requireNonNull(minVersion);
        demands = canonical(Objects.requireNonNullElse(demands, List.of()));
        retryWindow =
                Objects.requireNonNullElse(retryWindow, level == TlsLevel.MAY ? Duration.ZERO : DEFAULT_RETRY_WINDOW);
        if (level != highest(demands) && !(level == TlsLevel.MAY && demands.isEmpty())) {
            throw new IllegalArgumentException("the level " + level.word() + " does not stand for " + demands);
        }
        if (retryWindow.isNegative()) {
            throw new IllegalArgumentException("a negative retry window");
        }
    }

    /** TLS is required, and all of this with it. */
    public static TlsRequirement of(TlsVersion minVersion, List<Demand> demands, Duration retryWindow) {
        return new TlsRequirement(highest(demands), minVersion, demands, retryWindow);
    }

    /** What all of these rules demand together. */
    static TlsRequirement ofAll(List<Rule> rules) {
        TlsRequirement requirement = NONE;
        for (Rule rule : rules) {
            requirement = requirement.join(rule.actions().requirement());
        }
        return requirement;
    }

    /** Whether a delivery in clear is forbidden. */
    public boolean isRequired() {
        return level != TlsLevel.MAY;
    }

    /** Whether somebody must find out if the certificate's chain is trusted before this can be judged. */
    public boolean needsTrustedChain() {
        return demands.stream().anyMatch(Demand::needsTrustedChain);
    }

    /** The weakest requirement that is at least as strong as both. */
    public TlsRequirement join(TlsRequirement other) {
        return new TlsRequirement(
                level.compareTo(other.level) >= 0 ? level : other.level,
                minVersion.compareTo(other.minVersion) >= 0 ? minVersion : other.minVersion,
                Stream.concat(demands.stream(), other.demands.stream()).toList(),
                retryWindow.compareTo(other.retryWindow) >= 0 ? retryWindow : other.retryWindow);
    }

    /** What of this a session meets and what it does not; where nothing is required, nothing is judged. */
    public Judgement judge(SessionFacts facts) {
        if (!isRequired()) {
            return Judgement.NOTHING;
        }
        Judgement all =
                facts.version().filter(v -> v.compareTo(minVersion) >= 0).isPresent()
                        ? Judgement.NOTHING
                        : Judgement.against(new Violation.TooOldVersion(facts.version(), minVersion));
        for (Demand demand : demands) {
            all = all.and(demand.judge(facts));
        }
        return all;
    }

    /** What speaks against a connection in clear; nothing where nothing is required. */
    public Judgement judgeInClear() {
        return isRequired()
                ? Judgement.against(new Violation.TooOldVersion(Optional.empty(), minVersion))
                : Judgement.NOTHING;
    }

    /** Whether a session meets all of this. */
    public boolean isSatisfiedBy(SessionFacts facts) {
        return judge(facts).isGood();
    }

    private static List<Demand> canonical(List<Demand> demands) {
        return demands.stream().distinct().sorted(ORDER).toList();
    }

    private static TlsLevel highest(List<Demand> demands) {
        return demands.stream()
                .map(Demand::level)
                .max(Comparator.naturalOrder())
                .orElse(TlsLevel.ENCRYPT);
    }
}
