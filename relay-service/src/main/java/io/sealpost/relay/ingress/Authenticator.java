package io.sealpost.relay.ingress;

import io.sealpost.relay.ruleset.Credential;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.ruleset.ScramVerifier;
import io.sealpost.relay.ruleset.Submitter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decides who a client is, by the verifiers in the rulesets and the bounce-service's credential.
 *
 * <p>An unknown user gets a salt that stays the same and costs the same arithmetic as a known one, so that nobody learns which
 * users there are. That a submitter is suspended is told only to those who know its secret. For all threads.
 */
final class Authenticator {
    private static final int SALT = 16;
    private static final int ITERATIONS = 4096;

    private final Supplier<Optional<RulesetView>> rules;
    private final Supplier<String> saltKey;
    private final Optional<ReporterCredential> reporter;
    private final AuthFailures failures;
    private final Clock clock;
    private final ProvedSecrets proved = new ProvedSecrets(new SecureRandom());

    /**
     * @param rules those in force; empty: not known
     * @param saltKey what the salts of unknown users derive from: the same at all relays and unknown to clients
     */
    Authenticator(
            Supplier<Optional<RulesetView>> rules,
            Supplier<String> saltKey,
            Optional<ReporterCredential> reporter,
            AuthFailures failures,
            Clock clock) {
        this.rules = rules;
        this.saltKey = saltKey;
        this.reporter = reporter;
        this.failures = failures;
        this.clock = clock;
    }

    /** Salt and iterations for a client of SCRAM that wants to be this one; does not tell whether there is such a one. */
    ScramVerifier challenge(String login) {
        return candidate(login).verifier();
    }

    /** Judges a claim. Takes some milliseconds unless the same secret was proved before. */
    Proving prove(Claim claim, InetAddress client) {
        if (failures.isTooMany(client)) {
            return refused(421, "4.7.0", "too many logins failed from this address; try again later", Duration.ZERO);
        }
        Candidate candidate = candidate(claim.login());
        List<ScramVerifier.Keys> valid = candidate.verifier().validAt(clock.instant());
        Optional<ScramVerifier.Keys> known =
                claim instanceof Claim.Secret secret ? proved.find(secret, valid) : Optional.empty();
        if (known.isEmpty() && failures.isTooMany(userKey(claim))) {
            return refused(454, "4.7.0", "too many logins failed for this user; try again later", Duration.ZERO);
        }
        Optional<ScramVerifier.Keys> keys = known.or(() -> check(claim, candidate, valid));
        if (keys.isPresent() && candidate.identity().isPresent()) {
            return proved(claim, candidate, keys.get());
        }
        if (candidate.inDoubt()) {
            return refused(454, "4.7.0", "logins cannot be checked here at the moment; try again later", Duration.ZERO);
        }
        return refused(535, "5.7.8", "wrong user name or secret", failures.add(client, userKey(claim)));
    }

    private Proving proved(Claim claim, Candidate candidate, ScramVerifier.Keys keys) {
        if (claim instanceof Claim.Secret secret) {
            proved.add(secret, keys);
        }
        if (candidate.suspended()) {
            return refused(
                    525,
                    "5.7.13",
                    "this login or its whole domain is suspended; the domain's administrator can lift that",
                    Duration.ZERO);
        }
        Optional<byte[]> signature = claim instanceof Claim.Proof proof
                ? Optional.of(ScramCheck.serverSignature(keys, proof.message()))
                : Optional.empty();
        return new Proving.Proved(candidate.identity().orElseThrow(), signature);
    }

    private static Optional<ScramVerifier.Keys> check(
            Claim claim, Candidate candidate, List<ScramVerifier.Keys> valid) {
        return claim instanceof Claim.Proof proof
                ? ScramCheck.of(proof, valid)
                : ScramCheck.of(((Claim.Secret) claim).secret(), candidate.verifier(), valid);
    }

    /**
     * Whom a login could be.
     *
     * @param identity empty: it is nobody
     * @param verifier made up for nobody
     * @param inDoubt whether it may be somebody whose record cannot be read
     */
    private record Candidate(Optional<Identity> identity, ScramVerifier verifier, boolean suspended, boolean inDoubt) {}

    private Candidate candidate(String login) {
        Optional<ReporterCredential> own = reporter.filter(known -> known.isOf(login));
        if (own.isPresent()) {
            return new Candidate(Optional.of(new Identity.Reporter()), own.get().verifier(), false, false);
        }
        Optional<RulesetView> view = rules.get();
        Optional<Submitter> found = view.flatMap(present -> present.submitter(login));
        if (found.isPresent() && found.get().credential().isPresent()) {
            Submitter submitter = found.get();
            Credential credential = submitter.credential().get();
            return new Candidate(
                    Optional.of(new Identity.Login(credential.login(submitter.domain()))),
                    credential.verifier(),
                    submitter.suspended(),
                    false);
        }
        boolean inDoubt = view.isEmpty() || !view.get().tellsAllSubmitters();
        return new Candidate(Optional.empty(), madeUp(login), false, inDoubt);
    }

    private ScramVerifier madeUp(String login) {
        SecretKeySpec key =
                new SecretKeySpec(("sealpost " + saltKey.get()).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        byte[] octets = ProvedSecrets.hmac(key, login.toLowerCase(Locale.ROOT));
        ScramVerifier.Keys nobodys = new ScramVerifier.Keys(octets, octets, Optional.empty());
        return new ScramVerifier(Arrays.copyOf(octets, SALT), ITERATIONS, List.of(nobodys));
    }

    private static String userKey(Claim claim) {
        return claim.login().toLowerCase(Locale.ROOT);
    }

    private static Proving refused(int code, String status, String text, Duration delay) {
        return new Proving.Refused(Replies.of(code, status, text), delay);
    }
}
