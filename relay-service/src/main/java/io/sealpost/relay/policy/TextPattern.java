package io.sealpost.relay.policy;

/**
 * A pattern for decoded text: words that must be contained in it, or {@code /…/}, a regular expression that must match
 * somewhere in it. Case counts in neither, nor do the kind and number of blanks in the words.
 */
public sealed interface TextPattern {
    boolean matches(SearchedText text);

    /** @throws IllegalArgumentException if the text is empty or a malformed expression */
    static TextPattern parse(String text) {
        return Expression.isMeant(text) ? new Matching(Expression.parse(text)) : Containing.of(text);
    }

    /** Words somewhere in the text. */
    record Containing(String folded) implements TextPattern {
        static Containing of(String words) {
            String folded = SearchedText.fold(words);
            if (folded.isBlank()) {
                throw new IllegalArgumentException("a pattern must hold more than blanks");
            }
            return new Containing(folded);
        }

        @Override
        public boolean matches(SearchedText text) {
            return text.contains(folded);
        }
    }

    /** An expression somewhere in the text. */
    record Matching(Expression expression) implements TextPattern {
        @Override
        public boolean matches(SearchedText text) {
            return text.contains(expression);
        }
    }
}
