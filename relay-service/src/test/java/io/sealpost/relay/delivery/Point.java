package io.sealpost.relay.delivery;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a dialogue a server does what it should not. It has heard what the point is named after, has answered
 * everything before as a good server does, and has not answered this.
 */
@SuppressWarnings("ImmutableEnumChecker") // scripts without state
enum Point {
    /** The connection is open. */
    GREETING(null, peer -> {}),
    EHLO(GREETING, peer -> peer.greet().expect("EHLO relay.test")),
    HELO(EHLO, peer -> peer.say("502 5.5.1 what?").expect("HELO relay.test")),
    STARTTLS(EHLO, peer -> peer.say("250-mx.test", "250 STARTTLS").expect("STARTTLS")),
    /** The 220 is said. */
    HANDSHAKE(STARTTLS, peer -> peer.say("220 2.0.0 go ahead")),
    /** EHLO over TLS. */
    SECURE_EHLO(HANDSHAKE, peer -> peer.handshake().expect("EHLO relay.test")),
    MAIL(SECURE_EHLO, peer -> peer.say("250 mx.test").expect("MAIL FROM:")),
    RCPT(MAIL, peer -> peer.say("250 2.1.0 ok").expect("RCPT TO:")),
    DATA(RCPT, peer -> peer.say("250 2.1.5 ok").expect("DATA")),
    /** The body is on its way. */
    BODY(DATA, peer -> peer.say("354 go").awaitOctet()),
    FINAL_DOT(DATA, peer -> peer.say("354 go").content()),
    QUIT(FINAL_DOT, peer -> peer.say("250 2.0.0 taken").expect("QUIT"));

    /** What ends the script. */
    static final Set<String> ENDING = Set.of("drop", "reset", "silence", "stall", "half");

    private final @Nullable Point before;
    private final ScriptedServer.Script step;

    Point(@Nullable Point before, ScriptedServer.Script step) {
        this.before = before;
        this.step = step;
    }

    /** The point of this name, in lower case and with blanks. */
    static Point named(String words) {
        return valueOf(words.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    /** Plays a good server as far as here. */
    Peer reach(Peer peer) throws IOException {
        if (before != null) {
            before.reach(peer);
        }
        step.run(peer);
        return peer;
    }

    /**
     * A good server as far as here, then this.
     *
     * @param act {@code drop}, {@code reset}, {@code silence}, {@code stall} (which reads nothing either), {@code
     *     half} of a reply and then silence; anything else is said as it stands, {@code " / "} between its lines
     */
    ScriptedServer.Script then(String act) {
        return peer -> {
            reach(peer);
            switch (act) {
                case "drop" -> peer.close();
                case "reset" -> peer.reset();
                case "silence" -> peer.awaitEnd();
                case "stall" -> peer.stall();
                case "half" -> peer.raw("250-half\r\n250").awaitEnd();
                default -> peer.say(act.split(" / "));
            }
        };
    }
}
