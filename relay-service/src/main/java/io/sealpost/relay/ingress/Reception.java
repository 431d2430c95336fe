package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.wire.DataDecoder;
import io.sealpost.relay.wire.DataFlaw;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes one message from DATA to the final dot. The header is held back until it is complete, since the message may have
 * to be refused for it; the body streams through. Once the message is refused, the rest of it is consumed and dropped.
 */
final class Reception {
    private static final int MAX_RECEIVED = 100;

    private final Limits limits;
    private final Admission admission;
    private final Function<HeaderBlock, Optional<Reply>> judge;
    private final Supplier<QueueId> ids;
    private final Function<QueueId, byte[]> trace;
    private final DataDecoder decoder;
    private final HeaderCollector collector;
    private Optional<Reply> refusal = Optional.empty();
    private @Nullable HeaderBlock header;
    private @Nullable QueueId id;
    private long size;

    /**
     * @param admission of the client
     * @param judge the refusal of a message with that header
     * @param ids names the message
     * @param trace the header field that goes in front
     */
    Reception(
            Limits limits,
            Admission admission,
            Function<HeaderBlock, Optional<Reply>> judge,
            Supplier<QueueId> ids,
            Function<QueueId, byte[]> trace) {
        this.limits = limits;
        this.admission = admission;
        this.judge = judge;
        this.ids = ids;
        this.trace = trace;
        this.decoder = new DataDecoder(limits.maxMessageSize());
        this.collector = new HeaderCollector(limits.maxHeaderSize());
    }

    /** Takes octets up to the final dot, and says what is to be done with them. */
    List<Effect> take(ByteBuffer in) {
        byte[] octets = decoder.decode(in);
        decoder.flaw().ifPresent(flaw -> refuse(reply(flaw)));
        int headerOctets = header == null ? collector.take(octets) : 0;
        List<Effect> effects = new ArrayList<>();
        if (collector.isTooLong()) {
            refuse(Replies.of(552, "5.3.4", "the header has more than " + limits.maxHeaderSize() + " octets"));
        } else if (header == null && refusal.isEmpty() && (collector.isComplete() || decoder.isEnded())) {
            open(effects);
        }
        if (id != null && refusal.isEmpty() && headerOctets < octets.length) {
            write(effects, Arrays.copyOfRange(octets, headerOctets, octets.length));
        }
        if (refusal.isPresent()) {
            abort(effects);
        }
        return effects;
    }

    /** The message must not be taken, for this reason if there is no earlier one. */
    void refuse(Reply reply) {
        if (refusal.isEmpty()) {
            refusal = Optional.of(reply);
        }
    }

    boolean isEnded() {
        return decoder.isEnded();
    }

    Optional<Reply> refusal() {
        return refusal;
    }

    /** The message's header; once it has ended without a refusal. */
    HeaderBlock header() {
        if (header == null) {
            throw new IllegalStateException("the header is not complete");
        }
        return header;
    }

    /** Its name; once it has ended without a refusal. */
    QueueId id() {
        if (id == null) {
            throw new IllegalStateException("the message is not stored");
        }
        return id;
    }

    /** Whether any octet of it is not ASCII. */
    boolean isEightBit() {
        return decoder.isEightBit();
    }

    /** Octets handed to the spool. */
    long size() {
        return size;
    }

    private void open(List<Effect> effects) {
        HeaderBlock block = collector.block();
        header = block;
        if (block.named("received").size() > MAX_RECEIVED) {
            refuse(Replies.of(554, "5.4.6", "a mail loop: the message has over " + MAX_RECEIVED + " Received fields"));
        }
        judge.apply(block).ifPresent(this::refuse);
        if (refusal.isEmpty()) {
            QueueId name = ids.get();
            id = name;
            effects.add(new Effect.OpenBody(name));
            write(effects, trace.apply(name));
            write(effects, admission.relayed(block));
        }
    }

    private void write(List<Effect> effects, byte[] octets) {
        size += octets.length;
        effects.add(new Effect.WriteBody(octets));
    }

    private void abort(List<Effect> effects) {
        if (id != null) {
            id = null;
            effects.add(Effect.Simple.ABORT_BODY);
        }
    }

    private Reply reply(DataFlaw flaw) {
        return switch (flaw) {
            case BARE_LINE_END ->
                Replies.of(550, "5.5.2", "the message has a CR or LF that stands alone; lines must end with CR LF");
            case NUL -> Replies.of(550, "5.6.0", "the message holds a NUL octet; encode it");
            case TOO_BIG ->
                Replies.of(552, "5.3.4", "the message has more than " + limits.maxMessageSize() + " octets");
        };
    }
}
