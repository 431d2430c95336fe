package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.wire.Command;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What is said within AUTH (RFC 4954 §4), from the command to the judgement: adds effects and gives the next state. */
final class Login {
    private static final int MAX_FAILED_PROOFS = 3;

    private final Terms terms;
    private final List<Effect> effects;

    Login(Terms terms, List<Effect> effects) {
        this.terms = terms;
        this.effects = effects;
    }

    /** The client has named a mechanism, perhaps with its first response. */
    SessionState begin(SessionState.Ready ready, Mechanism mechanism, Optional<String> initialResponse) {
        Sasl exchange = mechanism.begin(terms.proofs().authenticator());
        return initialResponse
                .map(response -> response(ready.connection(), ready.hello(), exchange, response))
                .orElseGet(() ->
                        challenge(ready.connection(), ready.hello(), Sasl.Challenge.of(mechanism.prompt(), exchange)));
    }

    /** The client's next response. */
    SessionState response(SessionState.Authenticating state, String line) {
        return response(state.connection(), state.hello(), state.exchange(), line);
    }

    /** A response in base64, or a star that takes AUTH back. */
    private SessionState response(Connection connection, Command.Hello hello, Sasl exchange, String line) {
        SessionState.Ready ready = new SessionState.Ready(connection, hello);
        if (line.equals("*")) {
            return say(Replies.of(501, "5.7.0", "AUTH is taken back"), ready);
        }
        byte[] response;
        try {
            response = line.equals("=") ? new byte[0] : Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            return say(Replies.of(501, "5.5.2", "a response within AUTH is base64, or * to take AUTH back"), ready);
        }
        Sasl.Step step = exchange.next(response);
        if (step instanceof Sasl.Challenge challenge) {
            return challenge(connection, hello, challenge);
        }
        if (step instanceof Sasl.Claimed claimed) {
            effects.add(new Effect.Prove(claimed.claim()));
            return new SessionState.Proving(connection, hello);
        }
        if (step instanceof Sasl.Agreed agreed) {
            return welcome(connection, hello, agreed.identity());
        }
        return say(Replies.of(501, "5.5.2", ((Sasl.Malformed) step).what()), ready);
    }

    /** The client's claim is judged. */
    SessionState proved(SessionState.Proving state, Proving proving) {
        return proving instanceof Proving.Proved proved
                ? proved(state.connection(), state.hello(), proved)
                : refused(state.connection(), state.hello(), ((Proving.Refused) proving).reply());
    }

    private SessionState proved(Connection connection, Command.Hello hello, Proving.Proved proved) {
        return proved.serverSignature()
                .map(signature -> challenge(
                        connection,
                        hello,
                        Sasl.Challenge.of(
                                "v=" + Base64.getEncoder().encodeToString(signature),
                                Sasl.agreement(proved.identity()))))
                .orElseGet(() -> welcome(connection, hello, proved.identity()));
    }

    private SessionState refused(Connection connection, Command.Hello hello, Reply refusal) {
        Connection failed = connection.notProved();
        if (refusal.code() == 421 || failed.failedProofs() >= MAX_FAILED_PROOFS) {
            effects.add(new Effect.Say(refusal.code() == 421 ? refusal : Replies.TOO_MANY_ERRORS));
            effects.add(Effect.Simple.CLOSE);
            return new SessionState.Closed(failed);
        }
        return say(refusal, new SessionState.Ready(failed, hello));
    }

    private SessionState welcome(Connection connection, Command.Hello hello, Identity identity) {
        return say(Replies.of(235, "2.7.0", "welcome"), new SessionState.Ready(connection.proved(identity), hello));
    }

    private SessionState challenge(Connection connection, Command.Hello hello, Sasl.Challenge challenge) {
        return say(
                Reply.of(334, Base64.getEncoder().encodeToString(challenge.octets())),
                new SessionState.Authenticating(connection, hello, challenge.next()));
    }

    private SessionState say(Reply reply, SessionState next) {
        effects.add(new Effect.Say(reply));
        return next;
    }
}
