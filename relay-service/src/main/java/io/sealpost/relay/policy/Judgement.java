package io.sealpost.relay.policy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a session shows for a requirement and what it shows against it.
 *
 * @param proofs what was verified and how
 * @param violations what is not as demanded; empty where the session is good
 */
public record Judgement(List<Proof> proofs, List<Violation> violations) {
    static final Judgement NOTHING = new Judgement(List.of(), List.of());

    public Judgement {
        proofs = List.copyOf(proofs);
        violations = List.copyOf(violations);
    }

    static Judgement by(Proof proof) {
        return new Judgement(List.of(proof), List.of());
    }

    static Judgement against(Violation violation) {
        return new Judgement(List.of(), List.of(violation));
    }

    /** Nobody can tell, and this is why. */
    public static Judgement unknown(String why) {
        return against(new Violation.NotJudged(why));
    }

    public boolean isGood() {
        return violations.isEmpty();
    }

    /** Whether all that speaks against the session is that the relay itself could not judge it. */
    public boolean failsForUs() {
        return !isGood() && violations.stream().allMatch(Violation::isOurs);
    }

    /** What speaks against the session, one line. */
    public String words() {
        return violations.stream().map(Violation::words).collect(Collectors.joining("; "));
    }

    Judgement and(Judgement other) {
        return new Judgement(
                Stream.concat(proofs.stream(), other.proofs.stream()).distinct().toList(),
                Stream.concat(violations.stream(), other.violations.stream())
                        .distinct()
                        .toList());
    }
}
