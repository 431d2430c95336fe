package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.spool.SpooledMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What becomes of a message that is complete, or that is refused already: the rules of this moment decide, for which its
 * content may have to be read first, then whether it came before, then the limits of its submitters. Adds effects and gives the next state.
 */
final class Completion {
    private final Terms terms;
    private final List<Effect> effects;
    private final Supplier<Optional<RepeatKey>> repeatKey;

    /** @param repeatKey by what an application says that the message is known again */
    Completion(Terms terms, List<Effect> effects, Supplier<Optional<RepeatKey>> repeatKey) {
        this.terms = terms;
        this.effects = effects;
        this.repeatKey = repeatKey;
    }

    /** @param content which criteria on its content the message meets; empty while nobody has looked */
    SessionState of(SessionState.Receiving receiving, Optional<Map<String, Boolean>> content) {
        Reception reception = receiving.reception();
        Optional<Reply> flawed = reception.refusal();
        if (flawed.isPresent()) {
            return refused(receiving, flawed.get());
        }
        Verdict verdict = terms.overload()
                .get()
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> terms.judge(receiving.connection(), submitted(receiving, content)));
        return verdict.match(
                admitted -> store(receiving, admitted),
                questions -> read(receiving, questions),
                reply -> aborted(receiving, reply));
    }

    private Submitted submitted(SessionState.Receiving receiving, Optional<Map<String, Boolean>> content) {
        Reception reception = receiving.reception();
        return new Submitted(
                receiving.envelope(),
                reception.header(),
                content,
                reception.size(),
                terms.clock().instant());
    }

    private SessionState read(SessionState.Receiving receiving, Set<MessageCriterion.Content> questions) {
        effects.add(new Effect.ReadBody(questions));
        return new SessionState.Reading(receiving);
    }

    private SessionState store(SessionState.Receiving receiving, Verdict.Admitted admitted) {
        SpooledMessage message = message(receiving, admitted);
        Optional<RepeatKey> repeats = RepeatKey.ofReport(message).or(repeatKey);
        Optional<Repeats.First> first =
                repeats.flatMap(key -> terms.repeats().claim(key, message.id(), message.acceptedAt()));
        if (first.isPresent()) {
            return aborted(receiving, first.get().reply(repeats.orElseThrow()));
        }
        Optional<Reply> throttled = terms.rates()
                .take(admitted.quotas(), receiving.envelope().recipients().size());
        if (throttled.isPresent()) {
            repeats.ifPresent(terms.repeats()::forget);
            return aborted(receiving, throttled.get());
        }
        effects.add(new Effect.Store(message, repeats));
        return new SessionState.Storing(receiving.connection(), receiving.hello(), message, repeats);
    }

    private SpooledMessage message(SessionState.Receiving receiving, Verdict.Admitted admitted) {
        Reception reception = receiving.reception();
        Instant now = terms.clock().instant();
        return new SpooledMessage(
                reception.id(),
                now,
                receiving.envelope().path(),
                receiving.envelope().dsn(),
                admitted.domains(),
                admitted.facts(),
                admitted.report(),
                reception.relayed().messageId(),
                reception.isEightBit(),
                receiving.envelope().smtpUtf8() && reception.relayed().isBeyondAscii(),
                reception.size(),
                admitted.recipients().stream()
                                .allMatch(each -> each.decision().edits().isEmpty())
                        ? Optional.empty()
                        : Optional.of(reception.places()),
                Optional.empty(),
                now,
                admitted.recipients());
    }

    /** Nothing is left of what has come so far. */
    private SessionState aborted(SessionState.Receiving receiving, Reply reply) {
        effects.add(Effect.Simple.ABORT_BODY);
        return refused(receiving, reply);
    }

    private SessionState refused(SessionState.Receiving receiving, Reply reply) {
        effects.add(new Effect.Say(reply));
        return new SessionState.Ready(receiving.connection(), receiving.hello());
    }
}
