package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.HeaderPlaces;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.wire.ContentCheck;
import io.sealpost.relay.wire.ContentFlaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the content of one message, however it is framed. The header is held back until it is complete, since the message
 * may have to be refused for it; the body streams through. Once the message is refused, the rest of it is dropped.
 */
final class Reception {
    private final Limits limits;
    private final Admission admission;
    private final Function<HeaderBlock, Optional<Reply>> judge;
    private final Supplier<QueueId> ids;
    private final Function<QueueId, byte[]> trace;
    private final BiFunction<HeaderBlock, QueueId, HeaderBlock> completion;
    private final ContentCheck check;
    private final HeaderCollector collector;
    private Optional<Reply> refusal = Optional.empty();
    private @Nullable HeaderBlock header;
    private @Nullable HeaderBlock relayed;
    private @Nullable QueueId id;
    private long traceSize;
    private long size;

    /**
     * @param admission of the client
     * @param judge the refusal of a message with that header
     * @param ids names the message
     * @param trace the header field that goes in front
     * @param completion makes the header that is relayed
     */
    Reception(
            Limits limits,
            Admission admission,
            Function<HeaderBlock, Optional<Reply>> judge,
            Supplier<QueueId> ids,
            Function<QueueId, byte[]> trace,
            BiFunction<HeaderBlock, QueueId, HeaderBlock> completion) {
        this.limits = limits;
        this.admission = admission;
        this.judge = judge;
        this.ids = ids;
        this.trace = trace;
        this.completion = completion;
        this.check = new ContentCheck(limits.maxMessageSize());
        this.collector = new HeaderCollector(limits.maxHeaderSize());
    }

    /**
     * Takes further octets of content, and says what is to be done with them. The header is judged before what follows it is
     * looked at: of several reasons to refuse, the first one holds, however the octets were cut.
     */
    List<Effect> take(byte[] octets) {
        List<Effect> effects = new ArrayList<>();
        int headerOctets = header == null ? collector.take(octets) : 0;
        if (headerOctets > 0) {
            check.take(Arrays.copyOf(octets, headerOctets));
            proceed(collector.isComplete(), effects);
        }
        byte[] body = headerOctets == 0 ? octets : Arrays.copyOfRange(octets, headerOctets, octets.length);
        check.take(body);
        proceed(collector.isComplete(), effects);
        if (id != null && refusal.isEmpty() && body.length > 0) {
            write(effects, body);
        }
        return effects;
    }

    /** There is no more. */
    List<Effect> end() {
        check.end();
        List<Effect> effects = new ArrayList<>();
        proceed(true, effects);
        return effects;
    }

    /** The message must not be taken, for this reason if there is no earlier one. */
    void refuse(Reply reply) {
        if (refusal.isEmpty()) {
            refusal = Optional.of(reply);
        }
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

    /** The header as it is relayed; once it has ended without a refusal. */
    HeaderBlock relayed() {
        if (relayed == null) {
            throw new IllegalStateException("the header is not complete");
        }
        return relayed;
    }

    /** Where the header can be edited as it is stored; once it has ended without a refusal. */
    HeaderPlaces places() {
        return relayed().places(traceSize);
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
        return check.isEightBit();
    }

    /** Octets handed to the spool. */
    long size() {
        return size;
    }

    /** Refuses what is flawed, and begins to store the message when its header is complete. */
    private void proceed(boolean complete, List<Effect> effects) {
        check.flaw().ifPresent(flaw -> refuse(reply(flaw)));
        if (collector.isTooLong()) {
            refuse(Replies.of(552, "5.3.4", "the header has more than " + limits.maxHeaderSize() + " octets"));
        }
        if (header == null && complete && refusal.isEmpty()) {
            open(collector.block(), effects);
        }
        if (refusal.isPresent()) {
            abort(effects);
        }
    }

    private void open(HeaderBlock block, List<Effect> effects) {
        header = block;
        if (block.named("received").size() > limits.maxReceived()) {
            refuse(Replies.of(
                    554, "5.4.6", "a mail loop: the message has over " + limits.maxReceived() + " Received fields"));
        }
        judge.apply(block).ifPresent(this::refuse);
        if (refusal.isEmpty()) {
            QueueId name = ids.get();
            HeaderBlock completed = completion.apply(admission.relayed(block), name);
            id = name;
            relayed = completed;
            effects.add(new Effect.OpenBody(name));
            write(effects, trace.apply(name));
            traceSize = size;
            write(effects, completed.octets());
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

    private Reply reply(ContentFlaw flaw) {
        return switch (flaw) {
            case BARE_LINE_END ->
                Replies.of(550, "5.5.2", "the message has a CR or LF that stands alone; lines must end with CR LF");
            case NUL -> Replies.of(550, "5.6.0", "the message holds a NUL octet; encode it");
            case TOO_BIG ->
                Replies.of(552, "5.3.4", "the message has more than " + limits.maxMessageSize() + " octets");
        };
    }
}
