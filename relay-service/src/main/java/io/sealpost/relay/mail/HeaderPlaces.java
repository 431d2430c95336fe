package io.sealpost.relay.mail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.mime4j.codec.EncoderUtil;

/**
 * Where a stored message's header can be edited.
 *
 * @param end offset behind the last field's line
 * @param subject where the first Subject field goes on behind its colon; empty where there is none
 */
public record HeaderPlaces(long end, Optional<Subject> subject) {
    /** Lines should be no longer (RFC 5322 §2.1.1). */
    private static final int LONGEST_LINE = 78;

    private static final String FIELD = "Subject:";
    private static final String FOLD = "\r\n";

    public HeaderPlaces {
        Objects.requireNonNull(subject);
    }

    /**
     * The Subject field's first line behind its colon.
     *
     * @param start offset of what follows the colon
     * @param length octets of the line from there on, without its CRLF
     * @param text what it begins with
     * @param encoded whether the field's text, behind blanks and folds, begins with an encoded word (RFC 2047); so it does
     *     in records that do not say it, where the line does
     */
    public record Subject(long start, int length, Text text, boolean encoded) {
        public Subject {
            Objects.requireNonNull(text);
            encoded |= text == Text.ENCODED;
        }
    }

    /** What stands behind the colon of a field. */
    public enum Text {
        /** Nothing, or blanks alone. */
        NONE,
        /** Text without a blank before it. */
        ATTACHED,
        /** A blank, then text. */
        APART,
        /** A blank, then an encoded word. */
        ENCODED
    }

    /**
     * What these edits put in, from front to back. Each text for the Subject goes before what stands there by then, so the last
     * one comes first; fields keep their order.
     */
    public List<Insertion> insertions(List<HeaderEdit> edits) {
        String fields = edits.stream()
                .map(edit -> edit.match(field -> field.name() + ": " + field.value() + "\r\n", prefix -> ""))
                .collect(Collectors.joining());
        List<String> prefixes = new ArrayList<>(edits.stream()
                .flatMap(edit -> edit.match(field -> Stream.<String>empty(), prefix -> Stream.of(prefix.text())))
                .toList());
        Collections.reverse(prefixes);
        List<Insertion> insertions = new ArrayList<>();
        if (!prefixes.isEmpty() && subject.isPresent()) {
            insertions.add(new Insertion(subject.get().start(), before(subject.get(), prefixes)));
        } else if (!prefixes.isEmpty()) {
            fields = FIELD + " " + words(prefixes, false) + "\r\n" + fields;
        }
        if (!fields.isEmpty()) {
            insertions.add(new Insertion(end, fields));
        }
        return insertions;
    }

    private static String before(Subject subject, List<String> prefixes) {
        String words = " " + words(prefixes, subject.encoded());
        int lastLine = words.length() - Math.max(0, words.lastIndexOf('\n'));
        boolean fold = FIELD.length() + lastLine + subject.length() > LONGEST_LINE;
        return words
                + switch (subject.text()) {
                    case NONE -> "";
                    case ATTACHED -> fold ? FOLD + " " : " ";
                    case APART, ENCODED -> fold ? FOLD : "";
                };
    }

    /**
     * The texts as they stand in a field, encoded where they go beyond ASCII or could be read as encoded words;
     * what does not fit into one line has one for each.
     *
     * @param blankBehind whether an encoded word must bring the blank that parts it from the next: those between encoded
     *     words are not shown (RFC 2047 §6.2)
     */
    private static String words(List<String> texts, boolean blankBehind) {
        String text = String.join(" ", texts);
        if (text.chars().allMatch(c -> c >= ' ' && c <= '~') && !text.contains("=?")) {
            boolean fold = FIELD.length() + 1 + text.length() > LONGEST_LINE;
            return fold ? String.join(FOLD + " ", texts) : text;
        }
        return EncoderUtil.encodeEncodedWord(blankBehind ? text + " " : text, EncoderUtil.Usage.TEXT_TOKEN)
                .replaceAll("\\s+", FOLD + " ");
    }
}
