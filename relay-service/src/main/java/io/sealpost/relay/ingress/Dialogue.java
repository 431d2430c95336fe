package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.wire.BodyDecoder;
import io.sealpost.relay.wire.ChunkDecoder;
import io.sealpost.relay.wire.Command;
import io.sealpost.relay.wire.DataDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one command does in one state: adds effects and gives the next state. */
final class Dialogue implements Command.Visitor<SessionState> {
    private final Terms terms;
    private final SessionState state;
    private final List<Effect> effects;

    Dialogue(Terms terms, SessionState state, List<Effect> effects) {
        this.terms = terms;
        this.state = state;
        this.effects = effects;
    }

    @Override
    public SessionState hello(Command.Hello hello) {
        List<String> lines = new ArrayList<>();
        lines.add(terms.hostname() + " greets " + hello.name());
        if (hello.extended()) {
            lines.addAll(List.of(
                    "PIPELINING",
                    "SIZE " + terms.limits().maxMessageSize(),
                    "8BITMIME",
                    "SMTPUTF8",
                    "DSN",
                    "CHUNKING"));
            if (offersTls()) {
                lines.add("STARTTLS");
            }
            if (offersAuth()) {
                lines.add("AUTH " + Mechanism.words());
            }
            lines.add("ENHANCEDSTATUSCODES");
        }
        forget();
        return say(new Reply(250, lines), new SessionState.Ready(state.connection(), hello));
    }

    @Override
    public SessionState startTls() {
        if (state.connection().tls().isPresent()) {
            return say(Replies.outOfSequence("TLS is already on"));
        }
        if (!terms.policy().offersTls()) {
            return say(Replies.of(502, "5.5.1", "STARTTLS is not offered here"));
        }
        forget();
        effects.add(new Effect.Say(Replies.of(220, "2.0.0", "ready for TLS")));
        effects.add(Effect.Simple.START_TLS);
        return new SessionState.Securing(state.connection());
    }

    @Override
    public SessionState auth(Command.Auth auth) {
        if (!(state instanceof SessionState.Ready ready)
                || state.connection().identity().isProved()) {
            return say(Replies.outOfSequence("AUTH is for once, after EHLO and before MAIL"));
        }
        if (state.connection().tls().isEmpty()) {
            return say(Replies.of(538, "5.7.11", "AUTH needs TLS; say STARTTLS first"));
        }
        Optional<Mechanism> mechanism = Mechanism.of(auth.mechanism());
        if (mechanism.isEmpty()) {
            return say(Replies.of(504, "5.5.4", "this mechanism is not offered; EHLO lists those that are"));
        }
        return new Login(terms, effects).begin(ready, mechanism.get(), auth.initialResponse());
    }

    @Override
    public SessionState mail(Command.Mail mail) {
        if (!(state instanceof SessionState.Ready ready)) {
            return say(Replies.outOfSequence(
                    state instanceof SessionState.Fresh ? "say EHLO first" : "MAIL is already given; RSET forgets it"));
        }
        Optional<Reply> unmet = unmet(ready.connection());
        if (unmet.isPresent()) {
            return say(unmet.get());
        }
        if (mail.size() > terms.limits().maxMessageSize()) {
            return say(Replies.of(
                    552, "5.3.4", "a message may have at most " + terms.limits().maxMessageSize() + " octets"));
        }
        Optional<RulesetView> rules = terms.rules().get();
        if (rules.isEmpty()) {
            return say(Replies.RULES_NOT_KNOWN);
        }
        Admission admission = Admission.of(ready.connection());
        Optional<Reply> refusal = admission
                .refuse(rules.get(), mail.path())
                .or(() -> terms.rates().refusal(admission.quotas(rules.get(), mail.path()), 1));
        return refusal.map(this::say)
                .orElseGet(() -> say(
                        Replies.ok("2.1.0", "sender ok"),
                        new SessionState.Sending(
                                ready.connection(),
                                ready.hello(),
                                new Envelope(mail.path(), mail.smtpUtf8(), mail.dsn(), List.of()))));
    }

    /** What stands in the way of MAIL: a demand of the listener that the client has not met, or a lack of room. */
    private Optional<Reply> unmet(Connection connection) {
        if (terms.policy().requiresTls() && connection.tls().isEmpty()) {
            return Optional.of(Replies.TLS_REQUIRED);
        }
        return terms.policy().requiresAuth() && !connection.identity().isProved()
                ? Optional.of(Replies.AUTH_REQUIRED)
                : terms.overload().get();
    }

    @Override
    public SessionState recipient(Command.Recipient recipient) {
        if (!(state instanceof SessionState.Sending sending)) {
            return say(Replies.outOfSequence(
                    state instanceof SessionState.Chunked ? "recipients come before BDAT" : "say MAIL first"));
        }
        if (recipient.beyondAscii() && !sending.envelope().smtpUtf8()) {
            return say(Replies.of(553, "5.6.7", "an address beyond ASCII needs the parameter SMTPUTF8 with MAIL"));
        }
        Admission admission = Admission.of(sending.connection());
        if (recipient.address().isRouted() && !admission.mayRoute(terms.limits().routedRecipients())) {
            return say(Replies.of(
                    550,
                    "5.1.3",
                    "a recipient with % or ! before its @ may be sent on to elsewhere; write the address itself"));
        }
        Envelope more = sending.envelope().with(new Envelope.Recipient(recipient.address(), recipient.dsn()));
        int max = admission.maxRecipients(terms.limits().maxRecipients());
        if (more.recipients().size() > max) {
            return say(Replies.of(
                    452, "4.5.3", "a message may have at most " + max + " recipients here; send another for the rest"));
        }
        Optional<Reply> refusal = terms.rules()
                .get()
                .flatMap(rules -> admission
                        .refuse(rules, recipient.address())
                        .or(() -> terms.rates()
                                .refusal(
                                        admission.quotas(
                                                rules, sending.envelope().path()),
                                        more.recipients().size())));
        if (refusal.isPresent()) {
            return say(refusal.get());
        }
        return say(
                Replies.ok("2.1.5", "recipient ok"),
                new SessionState.Sending(sending.connection(), sending.hello(), more));
    }

    @Override
    public SessionState data() {
        if (state instanceof SessionState.Sending sending
                && !sending.envelope().recipients().isEmpty()) {
            return say(
                    Reply.of(354, "go ahead; end with a dot on a line of its own"),
                    chunked(sending).receiving(new DataDecoder()));
        }
        return say(notReadyForContent());
    }

    /** Whatever is to be answered, the octets that follow BDAT are no commands. */
    @Override
    public SessionState chunk(Command.Chunk chunk) {
        BodyDecoder decoder = new ChunkDecoder(chunk);
        if (state instanceof SessionState.Chunked chunked) {
            return chunked.receiving(decoder);
        }
        return state instanceof SessionState.Sending sending
                        && !sending.envelope().recipients().isEmpty()
                ? chunked(sending).receiving(decoder)
                : new SessionState.Skipping(state, decoder, notReadyForContent());
    }

    private Reply notReadyForContent() {
        if (state instanceof SessionState.Chunked) {
            return Replies.outOfSequence("the message has begun with BDAT; go on with BDAT, or RSET forgets it");
        }
        return state instanceof SessionState.Sending
                ? Replies.of(554, "5.5.1", "no valid recipients")
                : Replies.outOfSequence("say MAIL and RCPT first");
    }

    @Override
    public SessionState reset() {
        forget();
        return say(Replies.ok("2.0.0", "ok"), withoutTransaction());
    }

    @Override
    public SessionState noop() {
        return say(Replies.ok("2.0.0", "ok"));
    }

    @Override
    public SessionState verify() {
        return say(Replies.of(252, "2.0.0", "not told; send mail and see"));
    }

    @Override
    public SessionState expand() {
        return say(Replies.of(502, "5.5.1", "there are no mailing lists here"));
    }

    @Override
    public SessionState help() {
        return say(Replies.of(
                214, "2.0.0", "EHLO HELO STARTTLS AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT; RFC 5321"));
    }

    @Override
    public SessionState quit() {
        return end(Replies.of(221, "2.0.0", terms.hostname() + " closes the connection"));
    }

    @Override
    public SessionState invalid(Reply reply) {
        return say(reply);
    }

    /** Else somebody's message could be read as commands. */
    @Override
    public SessionState unframed(Reply reply) {
        return end(reply);
    }

    private SessionState end(Reply reply) {
        effects.add(new Effect.Say(reply));
        effects.add(Effect.Simple.CLOSE);
        return new SessionState.Closed(state.connection());
    }

    /** With nothing of the message yet. */
    private SessionState.Chunked chunked(SessionState.Sending sending) {
        return new SessionState.Chunked(sending.connection(), sending.hello(), sending.envelope(), reception(sending));
    }

    private Reception reception(SessionState.Sending sending) {
        Connection connection = sending.connection();
        Admission admission = Admission.of(connection);
        Envelope envelope = sending.envelope();
        return new Reception(
                terms.limits(),
                admission,
                header -> terms.refuse(connection, envelope, header),
                terms.ids()::next,
                id -> terms.trace().of(connection, sending.hello(), envelope, id),
                terms.completion()::of);
    }

    private void forget() {
        if (state instanceof SessionState.Chunked) {
            effects.add(Effect.Simple.ABORT_BODY);
        }
    }

    private SessionState withoutTransaction() {
        if (state instanceof SessionState.Chunked chunked) {
            return new SessionState.Ready(chunked.connection(), chunked.hello());
        }
        return state instanceof SessionState.Sending sending
                ? new SessionState.Ready(sending.connection(), sending.hello())
                : state;
    }

    private boolean offersTls() {
        return terms.policy().offersTls() && state.connection().tls().isEmpty();
    }

    private boolean offersAuth() {
        return state.connection().tls().isPresent()
                && !state.connection().identity().isProved();
    }

    private SessionState say(Reply reply) {
        return say(reply, state);
    }

    private SessionState say(Reply reply, SessionState next) {
        effects.add(new Effect.Say(reply));
        return next;
    }
}
