package io.sealpost.rules.tenant;

import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text that people write and that reaches a wire or a page: one line, bounded, nothing invisible that acts. */
public final class PlainText {

    private PlainText() {}

    /** The text in NFC without blanks around it, or empty unless it then has 1 to {@code most} characters. */
    public static Optional<String> parse(@Nullable String text, int most) {
        if (text == null) {
            return Optional.empty();
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        int length = plain.codePointCount(0, plain.length());
        return length >= 1 && length <= most && isPlain(plain) ? Optional.of(plain) : Optional.empty();
    }

    /** Whether it has no control characters, line or paragraph separators, or halves of surrogate pairs. */
    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(PlainText::forbidden);
    }

    private static boolean forbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
