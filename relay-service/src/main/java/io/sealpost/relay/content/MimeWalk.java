package io.sealpost.relay.content;

import io.sealpost.relay.policy.ContentPart;
import io.sealpost.relay.policy.ContentSearch;
import io.sealpost.relay.policy.SearchedText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * One walk through the parts of a message (RFC 2045, RFC 2046), messages within it included, that hands their texts and names
 * to a search.
 */
final class MimeWalk {
    /** What the parser undoes (RFC 2045 §6); mail clients undo more, and read such words more loosely. */
    private static final Set<String> ENCODINGS = Set.of("7bit", "8bit", "binary", "base64", "quoted-printable");

    /** Kinds of messages that the parser does not walk through (RFC 6532 §3.7, RFC 2046 §5.2.2). */
    private static final Set<String> CLOSED = Set.of("message/global", "message/partial");

    private final ContentLimits limits;
    private final ContentSearch search;
    private final Deadline deadline;
    private final MimeTokenStream parts;
    private PartNames names = new PartNames();
    private boolean typed;
    private boolean encoded;
    private int depth;
    private int count;
    private int headerOctets;
    private int textOctets;

    MimeWalk(ContentLimits limits, ContentSearch search, Deadline deadline) {
        this.limits = limits;
        this.search = search;
        this.deadline = deadline;
        MimeConfig lenient = MimeConfig.custom()
                .setMaxLineLen(limits.maxHeaderSize())
                .setMaxHeaderLen(limits.maxHeaderSize())
                .setMaxHeaderCount(-1)
                .build();
        this.parts = new MimeTokenStream(lenient, DecodeMonitor.SILENT, (BodyDescriptorBuilder) null);
    }

    /**
     * Goes as far as the message can be read.
     *
     * @throws LimitReached if a limit ends it before
     */
    void through(InputStream octets) throws IOException, MimeException {
        parts.parse(new WatchedInput(octets, deadline));
        for (EntityState at = parts.getState(); at != EntityState.T_END_OF_STREAM; at = parts.next()) {
            visit(at);
        }
    }

    private void visit(EntityState at) throws IOException {
        switch (at) {
            case T_START_MESSAGE, T_START_MULTIPART -> within("depth", ++depth, limits.maxDepth());
            case T_END_MESSAGE, T_END_MULTIPART -> depth--;
            case T_START_BODYPART -> within("parts", ++count, limits.maxParts());
            case T_START_HEADER -> {
                names = new PartNames();
                typed = false;
                encoded = false;
                headerOctets = 0;
            }
            case T_FIELD -> take(parts.getField());
            case T_END_HEADER -> {
                names.all().forEach(name -> search.take(ContentPart.NAME, SearchedText.watched(name, deadline)));
                if (names.isDoubtful()) {
                    search.leave(ContentPart.NAME);
                }
            }
            case T_BODY -> take(parts.getBodyDescriptor());
            default -> {}
        }
    }

    private void take(Field field) {
        headerOctets += field.getRaw().length();
        within("header", headerOctets, limits.maxHeaderSize());
        names.take(field);
        leaveWhatClientsReadOtherwise(field);
    }

    /** Of two fields the parser takes the first, and a mail client may take the second. */
    private void leaveWhatClientsReadOtherwise(Field field) {
        String name = field.getNameLowerCase();
        if (name.equals("content-type")) {
            leaveIf(typed);
            typed = true;
        } else if (name.equals("content-transfer-encoding")) {
            leaveIf(encoded || !ENCODINGS.contains(field.getBody().strip().toLowerCase(Locale.ROOT)));
            encoded = true;
        }
    }

    private void leaveIf(boolean doubtful) {
        if (doubtful) {
            search.leave();
        }
    }

    private void take(BodyDescriptor body) throws IOException {
        String type = body.getMimeType().toLowerCase(Locale.ROOT);
        leaveIf(CLOSED.contains(type));
        // A multipart without a boundary has no parts: what is in it is all the same shown as text by some.
        if (search.looksAt(ContentPart.TEXT) && (type.startsWith("text/") || type.startsWith("multipart/"))) {
            String text = Reading.of(octets(), body.getCharset());
            boolean readable = !type.equals("text/html") || Html.isReadable(text);
            if (!Reading.isKnown(body.getCharset()) || !readable) {
                search.leave(ContentPart.TEXT);
            }
            String shown = type.equals("text/html") && readable ? Html.text(text, deadline) : text;
            search.take(ContentPart.TEXT, SearchedText.watched(shown, deadline));
        }
    }

    private byte[] octets() throws IOException {
        int room = limits.maxText() - textOctets;
        byte[] octets = parts.getDecodedInputStream().readNBytes(room + 1);
        textOctets += Math.min(room, octets.length);
        if (octets.length <= room) {
            return octets;
        }
        search.leave(ContentPart.TEXT);
        return Arrays.copyOf(octets, room);
    }

    private static void within(String what, int value, int most) {
        if (value > most) {
            throw new LimitReached(what);
        }
    }
}
