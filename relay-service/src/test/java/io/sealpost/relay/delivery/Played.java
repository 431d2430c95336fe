package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.policy.TlsRequirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A dialogue in clear without any connection: what is said comes as a list, and bodies are sent at once. */
final class Played implements Action.Hands {
    static final Reply GREETING = Reply.of(220, "mx.test");
    static final Reply OK = Reply.of(250, "ok");
    static final Reply GO = Reply.of(354, "go");

    private final List<String> said = new ArrayList<>();
    private final Dialogue dialogue;

    Played(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** For these recipients, so many of them in a transaction. */
    static Errand errand(int maxRecipients, String... recipients) {
        List<Address> all = Stream.of(recipients).map(Address::parse).toList();
        Transaction transaction = new Transaction(
                "0QUEUEID00001",
                ReversePath.parse("alice@sender.test"),
                all,
                TlsRequirement.NONE,
                new Content(false, false, 321, () -> {
                    throw new AssertionError("a dialogue opens no body");
                }),
                DsnRequest.NONE);
        return new Errand("relay.test", transaction, all, TlsRequirement.NONE, Errand.TlsUse.NEVER, maxRecipients);
    }

    static Reply ehlo(String... extensions) {
        List<String> lines = new ArrayList<>(List.of("mx.test"));
        lines.addAll(List.of(extensions));
        return new Reply(250, lines);
    }

    Played replies(Reply... replies) {
        for (Reply reply : replies) {
            perform(dialogue.onReply(reply));
        }
        return this;
    }

    void perform(List<Action> actions) {
        actions.forEach(action -> action.performBy(this));
    }

    List<String> said() {
        return said;
    }

    Map<String, AttemptClass> kinds() {
        Map<String, AttemptClass> kinds = new HashMap<>();
        dialogue.findings().orElseThrow().forEach((address, finding) -> kinds.put(address.toString(), finding.kind()));
        return kinds;
    }

    @Override
    public void say(List<String> lines) {
        said.add(String.join("; ", lines));
    }

    @Override
    public void sendBody(BodyForm form) {
        said.add("(body)");
        perform(dialogue.onBodySent());
    }

    @Override
    public void leave(Rest rest) {
        said.add(rest.clean() ? "(leave)" : "(leave open)");
    }

    @Override
    public void hangUp() {
        said.add("(hang up)");
    }

    @Override
    public void startTls() {
        throw new AssertionError("no TLS here");
    }

    @Override
    public void judge() {
        throw new AssertionError("no TLS here");
    }

    @Override
    public void sendNextChunk() {
        throw new AssertionError("a body of one chunk");
    }
}
