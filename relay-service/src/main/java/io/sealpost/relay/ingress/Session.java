package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.wire.BodyDecoder;
import io.sealpost.relay.wire.Command;
import io.sealpost.relay.wire.CommandLine;
import io.sealpost.relay.wire.CommandParser;
import io.sealpost.relay.wire.LineSplitter;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One client's SMTP session (RFC 5321): octets and events in, effects out. Pure; for one thread.
 *
 * <pre>
 *   Fresh ──EHLO/HELO──▶ Ready ──MAIL──▶ Sending ──RCPT──▶ Sending ──DATA──▶ Receiving ──final dot──▶ Storing
 *     │                  │  ▲ ▲             │                                   │ refused            │ stored,
 *     │                  │  │ └────RSET─────┘                                   ▼                    ▼ failed
 *     │                  │  └────────────────────────────────────────────────── Ready ◀──────────────┘
 *     │                  ├──AUTH──▶ Authenticating ──responses──▶ Proving ──judged──▶ Ready
 *     └──STARTTLS──┬─────┴──STARTTLS (also from Sending)
 *                  ▼
 *               Securing ──handshake──▶ Fresh                 any ──QUIT, 421──▶ Closed
 *
 *   Sending ──BDAT──▶ Receiving ──chunk──▶ Chunked ──BDAT──▶ Receiving ──last chunk──▶ Storing
 *   Receiving ──end, content asked for──▶ Reading ──read──▶ Storing, Ready
 *   any other ──BDAT──▶ Skipping ──chunk──▶ the same
 * </pre>
 *
 * <p>RFC 3207 §4.2: with STARTTLS everything the client has said is forgotten, and octets that came with it are dropped.
 */
final class Session {
    private final Terms terms;
    private final LineSplitter lines;
    private final Supplier<Optional<RepeatKey>> repeatKey;
    private List<Effect> effects = new ArrayList<>();
    private SessionState state;
    private int errors;
    private int commands;
    /** The number of the command with which the content of the present message began. */
    private int begunBy;

    private boolean draining;

    Session(Terms terms, InetAddress client) {
        this(terms, new SessionState.Fresh(Connection.from(client)), Optional::empty);
    }

    private Session(Terms terms, SessionState state, Supplier<Optional<RepeatKey>> repeatKey) {
        this.terms = terms;
        this.lines = new LineSplitter(terms.limits().maxLine());
        this.state = state;
        this.repeatKey = repeatKey;
    }

    /**
     * A session for one message, whose client has proved who it is.
     *
     * @param repeatKey by what it is known again; asked for once all of it has come
     */
    static Session overHttp(Terms terms, Connection connection, Supplier<Optional<RepeatKey>> repeatKey) {
        Command.Hello hello = new Command.Hello(true, TraceHeader.literal(connection.client()));
        return new Session(terms, new SessionState.Ready(connection, hello), repeatKey);
    }

    /** The client has connected. */
    List<Effect> onConnect() {
        say(Reply.of(220, terms.hostname() + " ESMTP Sealpost"));
        return done();
    }

    /** A command has come, already parsed. */
    List<Effect> onCommand(Command command) {
        state = command.accept(new Dialogue(terms, state, effects));
        return done();
    }

    /** Octets have come; those that stay in the buffer are for later. Call only while not {@link #isWaiting}. */
    List<Effect> onOctets(ByteBuffer in) {
        while (in.hasRemaining() && !isWaiting()) {
            if (!isTakingContent()) {
                lines.next(in).ifPresent(this::obey);
            }
            takeContent(in);
        }
        if (state instanceof SessionState.Securing && in.hasRemaining()) {
            effects.add(new Effect.Discard(in.remaining()));
        }
        if (state instanceof SessionState.Securing || state instanceof SessionState.Closed) {
            in.position(in.limit());
        }
        return done();
    }

    /** The handshake has succeeded. */
    List<Effect> onSecured(TlsParameters tls) {
        state = new SessionState.Fresh(state.connection().secured(tls));
        return done();
    }

    /** The client's claim is judged. */
    List<Effect> onProved(Proving proving) {
        if (state instanceof SessionState.Proving waiting) {
            state = new Login(terms, effects).proved(waiting, proving);
        }
        return done();
    }

    /** The spool has failed to write the body that is coming in. */
    List<Effect> onBodyLost() {
        state.begun().ifPresent(reception -> reception.refuse(Replies.NOT_STORED));
        if (state instanceof SessionState.Reading reading) {
            state = new Completion(terms, effects, repeatKey).of(reading.receiving(), Optional.empty());
        }
        return done();
    }

    /** The content of the message is looked at: it meets those criteria, by their keys, and not the others. */
    List<Effect> onBodyRead(Map<String, Boolean> content) {
        if (state instanceof SessionState.Reading reading) {
            state = new Completion(terms, effects, repeatKey).of(reading.receiving(), Optional.of(content));
        }
        return done();
    }

    /** The spool has synced the message. */
    List<Effect> onStored() {
        if (state instanceof SessionState.Storing storing) {
            SpooledMessage message = storing.message();
            storing.repeatKey().ifPresent(key -> terms.repeats().stored(key, message.id(), message.acceptedAt()));
            errors = 0;
            say(Replies.queued(message.id()));
            state = new SessionState.Ready(storing.connection(), storing.hello());
        }
        return done();
    }

    /** The spool has failed to store the message. */
    List<Effect> onNotStored() {
        if (state instanceof SessionState.Storing storing) {
            storing.repeatKey().ifPresent(terms.repeats()::forget);
            say(Replies.NOT_STORED);
            state = new SessionState.Ready(storing.connection(), storing.hello());
        }
        return done();
    }

    /** Nothing has come for too long. */
    List<Effect> onSilence() {
        Optional<Reply> refusal = state.begun().flatMap(Reception::refusal);
        if (refusal.isPresent()) {
            end(Replies.of(
                    421,
                    "4.4.2",
                    "the message never ended; it would be answered "
                            + refusal.get().words()));
        } else if (!isWaiting()) {
            end(Replies.TIMED_OUT);
        }
        return done();
    }

    /** The relay shuts down: the session ends with its transaction. */
    List<Effect> onShutdown() {
        draining = true;
        return done();
    }

    /** The relay waits no longer: what is not complete ends here, without an acknowledgement. */
    List<Effect> onCut() {
        if (state instanceof SessionState.Securing) {
            effects.add(Effect.Simple.CLOSE);
            state = new SessionState.Closed(state.connection());
        } else if (!isWaiting()) {
            end(Replies.SHUTTING_DOWN);
        }
        return done();
    }

    /** Whether octets must wait for another event. */
    boolean isWaiting() {
        return state instanceof SessionState.Reading
                || state instanceof SessionState.Storing
                || state instanceof SessionState.Proving
                || state instanceof SessionState.Securing
                || isClosed();
    }

    /** Whether the TLS handshake is going on; whatever came in clear before it must be dropped. */
    boolean isSecuring() {
        return state instanceof SessionState.Securing;
    }

    /** What the client is waited for. */
    Awaited awaited() {
        if (isWaiting()) {
            return new Awaited(Awaited.What.NOTHING, commands);
        }
        if (state.begun().isPresent()) {
            return new Awaited(Awaited.What.DATA, begunBy);
        }
        return new Awaited(state instanceof SessionState.Skipping ? Awaited.What.DATA : Awaited.What.COMMAND, commands);
    }

    /** The client's address. */
    InetAddress client() {
        return state.connection().client();
    }

    boolean isClosed() {
        return state instanceof SessionState.Closed;
    }

    private void obey(CommandLine line) {
        commands++;
        begunBy = state.begun().isPresent() ? begunBy : commands;
        int before = effects.size();
        state = line.match(
                this::obey,
                () -> refuse(Replies.of(
                        500,
                        "5.5.2",
                        "a line may have at most " + terms.limits().maxLine() + " octets")),
                () -> refuse(Replies.of(500, "5.5.2", "a line must end with CR LF, and hold neither alone")));
        countErrors(before);
    }

    /** @param before how many effects there were before what is counted */
    private void countErrors(int before) {
        errors += (int) effects.subList(before, effects.size()).stream()
                .filter(Session::isError)
                .count();
        if (errors > terms.limits().maxErrors() && !isClosed()) {
            end(Replies.TOO_MANY_ERRORS);
        } else if (commands >= terms.limits().maxCommands() && state.isIdle()) {
            end(Replies.of(
                    421,
                    "4.7.0",
                    "a connection may have " + terms.limits().maxCommands() + " commands; connect again"));
        }
    }

    private SessionState obey(String line) {
        return state instanceof SessionState.Authenticating auth
                ? new Login(terms, effects).response(auth, line)
                : CommandParser.parse(line).accept(new Dialogue(terms, state, effects));
    }

    private SessionState refuse(Reply reply) {
        return new Command.Invalid(reply).accept(new Dialogue(terms, state, effects));
    }

    /** A mistake of the client's software, in contrast to a refusal of this sender or recipient. */
    private static boolean isError(Effect effect) {
        if (effect instanceof Effect.Say say) {
            int code = say.reply().code();
            return (code >= 500 && code < 540) || code == 555;
        }
        return false;
    }

    private boolean isTakingContent() {
        return state instanceof SessionState.Receiving || state instanceof SessionState.Skipping;
    }

    private void takeContent(ByteBuffer in) {
        if (state instanceof SessionState.Receiving receiving) {
            receive(receiving, in);
        } else if (state instanceof SessionState.Skipping skipping) {
            skip(skipping, in);
        }
    }

    private void receive(SessionState.Receiving receiving, ByteBuffer in) {
        Reception reception = receiving.reception();
        BodyDecoder decoder = receiving.decoder();
        effects.addAll(reception.take(decoder.decode(in)));
        if (decoder.isEnded()) {
            if (decoder.isLast()) {
                effects.addAll(reception.end());
            }
            state = reception.refusal().isEmpty() && !decoder.isLast()
                    ? chunked(receiving)
                    : new Completion(terms, effects, repeatKey).of(receiving, Optional.empty());
            if (decoder.isDoubtful()) {
                effects.add(Effect.Simple.CLOSE);
                state = new SessionState.Closed(receiving.connection());
            }
        }
    }

    private void skip(SessionState.Skipping skipping, ByteBuffer in) {
        skipping.decoder().decode(in);
        if (skipping.decoder().isEnded()) {
            int before = effects.size();
            say(skipping.reply());
            state = skipping.after();
            countErrors(before);
        }
    }

    private SessionState chunked(SessionState.Receiving receiving) {
        say(Replies.ok("2.0.0", "the chunk is taken"));
        return new SessionState.Chunked(
                receiving.connection(), receiving.hello(), receiving.envelope(), receiving.reception());
    }

    private void say(Reply reply) {
        effects.add(new Effect.Say(reply));
    }

    private void end(Reply reply) {
        say(reply);
        effects.add(Effect.Simple.CLOSE);
        state = new SessionState.Closed(state.connection());
    }

    private List<Effect> done() {
        if (draining && state.isIdle()) {
            end(Replies.SHUTTING_DOWN);
        }
        List<Effect> all = effects;
        effects = new ArrayList<>();
        return all;
    }
}
