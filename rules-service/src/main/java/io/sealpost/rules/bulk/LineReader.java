package io.sealpost.rules.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.ProblemException;
import io.sealpost.rules.problem.StrictJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads lines of bounded length from a stream, one ahead. Empty lines count, and are passed over. */
final class LineReader {

    /** A line may hold an address list of the largest size. */
    private static final int LONGEST = 8 << 20;

    private final InputStream stream;
    private long number;
    private @Nullable Numbered ahead;

    /** @param from number of the first line to read; those before it are passed over */
    LineReader(InputStream stream, long from) {
        this.stream = new BufferedInputStream(stream, 1 << 16);
        do {
            ahead = read();
        } while (ahead != null && ahead.number() < from);
    }

    boolean hasNext() {
        return ahead != null;
    }

    /** The organization that the next line is about; null for what belongs to whatever stands before it, and at the end. */
    @Nullable String nextOwner() {
        return ahead == null || ahead.line() == null ? null : ahead.line().owner();
    }

    Numbered next() {
        Numbered next = ahead;
        if (next == null) {
            throw new IllegalStateException("There is no further line");
        }
        ahead = read();
        return next;
    }

    private @Nullable Numbered read() {
        try {
            Optional<byte[]> text = text();
            while (text.isPresent() && text.get().length == 0) {
                text = text();
            }
            return text.isEmpty() ? null : parse(text.get());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Numbered parse(byte[] text) {
        try {
            if (text.length > LONGEST) {
                throw new Problem.BodyTooLarge(LONGEST).asException();
            }
            return new Numbered(number, text.length, line(text), null);
        } catch (ProblemException refused) {
            return new Numbered(number, text.length, null, refused);
        }
    }

    private static Line line(byte[] text) {
        Line line = StrictJson.read(text, Line.class);
        List<JsonNode> things = Stream.of(line.organization(), line.addressList(), line.domain(), line.rule())
                .filter(thing -> thing != null && thing.isObject())
                .toList();
        if (things.size() != 1) {
            throw new Problem.MalformedBody(
                            "Expected one object: organization, addressList, domain or rule.", List.of())
                    .asException();
        }
        return line;
    }

    /** The next line without what is around it, and not much more of it than the longest may have. */
    private Optional<byte[]> text() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int octet = stream.read();
        if (octet < 0) {
            return Optional.empty();
        }
        number++;
        while (octet >= 0 && octet != '\n') {
            if (text.size() <= LONGEST && (text.size() > 0 || octet > ' ')) {
                text.write(octet);
            }
            octet = stream.read();
        }
        return Optional.of(text.toByteArray());
    }

    /**
     * A line and where it stands.
     *
     * @param number from 1
     * @param size in bytes
     * @param line null where it cannot be read
     * @param failure why it cannot
     */
    record Numbered(
            long number,
            int size,
            @Nullable Line line,
            @Nullable ProblemException failure) {

        /** The line; throws where it cannot be read. */
        Line readable() {
            if (line == null) {
                throw failure == null ? new Problem.MalformedBody("No line.", List.of()).asException() : failure;
            }
            return line;
        }
    }
}
