package io.sealpost.relay.delivery;

import java.time.Duration;
import java.util.function.Function;

/** What the dialogue waits for; each has its time limit (RFC 5321 §4.5.3.2). */
enum Phase {
    GREETING("the greeting", Timeouts::greeting),
    COMMAND("the reply to a command", Timeouts::command),
    RESUMING("the reply to the first command on a kept connection", Timeouts::resume),
    HANDSHAKE("the TLS handshake", Timeouts::handshake),
    JUDGEMENT("the judgement of the certificate", Timeouts::handshake),
    DATA("the reply to DATA", Timeouts::data),
    BODY("the server to take the body", Timeouts::block),
    CHUNK("the server to take a chunk", Timeouts::block),
    LAST_CHUNK("the reply to the last chunk", Timeouts::finalDot),
    FINAL_DOT("the reply to the final dot", Timeouts::finalDot),
    QUIT("the reply to QUIT", Timeouts::quit);

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
    private final Function<Timeouts, Duration> limit;

    Phase(String words, Function<Timeouts, Duration> limit) {
        this.words = words;
        this.limit = limit;
    }

    /** How long it may take. */
    Duration limit(Timeouts timeouts) {
        return limit.apply(timeouts);
    }

    String words() {
        return words;
    }
}
