package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Insertion;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The octets of a message with others put in between them. Nothing else of it changes. */
public final class EditedBody implements BodySource {
    private final BodySource body;
    private final Deque<Insertion> open;
    private long position;

    /** @param insertions in the order of their offsets */
    public EditedBody(BodySource body, Collection<Insertion> insertions) {
        this.body = body;
        this.open = new ArrayDeque<>(insertions);
    }

    @Override
    public CompletionStage<Optional<byte[]>> next() {
        return body.next().thenApply(chunk -> chunk.map(this::edited).or(this::rest));
    }

    /** What belongs between the chunk's octets or before its first goes in; what belongs behind its last follows later. */
    private byte[] edited(byte[] chunk) {
        if (open.isEmpty() || open.peek().offset() >= position + chunk.length) {
            position += chunk.length;
            return chunk;
        }
        ByteArrayOutputStream edited = new ByteArrayOutputStream(chunk.length);
        int from = 0;
        while (!open.isEmpty() && open.peek().offset() < position + chunk.length) {
            Insertion next = open.remove();
            int to = (int) (next.offset() - position);
            edited.write(chunk, from, to - from);
            edited.writeBytes(next.octets());
            from = to;
        }
        edited.write(chunk, from, chunk.length - from);
        position += chunk.length;
        return edited.toByteArray();
    }

    private Optional<byte[]> rest() {
        return Optional.ofNullable(open.poll()).map(Insertion::octets);
    }
}
