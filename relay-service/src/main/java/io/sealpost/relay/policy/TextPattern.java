package io.sealpost.relay.policy;

import java.util.regex.Pattern;

/**
 * A pattern for decoded text: words that must be contained in it, or {@code /…/}, a regular expression that must match
 * somewhere in it. Case counts in neither, nor do the kind and number of blanks in the words.
 */
public sealed interface TextPattern {
    boolean matches(String text);

    /** @throws IllegalArgumentException if the text is empty or a malformed expression */
    static TextPattern parse(String text) {
        return Expression.isMeant(text) ? new Matching(Expression.parse(text)) : Containing.of(text);
    }

    /** Words somewhere in the text. */
    record Containing(String folded) implements TextPattern {
        private static final Pattern BLANKS = Pattern.compile("\\s+");

        static Containing of(String words) {
            String folded = fold(words);
            if (folded.isBlank()) {
                throw new IllegalArgumentException("a pattern must hold more than blanks");
            }
            return new Containing(folded);
        }

        @Override
        public boolean matches(String text) {
            return fold(text).contains(folded);
        }

        private static String fold(String text) {
            return CaseFolding.fold(BLANKS.matcher(text).replaceAll(" "));
        }
    }

    /** An expression somewhere in the text. */
    record Matching(Expression expression) implements TextPattern {
        @Override
        public boolean matches(String text) {
            return expression.findsIn(text);
        }
    }
}
