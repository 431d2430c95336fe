package io.sealpost.relay.policy;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text in which patterns are looked for. It is folded once, however many patterns there are, and may be watched: the
 * watch is called every now and then while somebody searches, and ends the search by what it throws. For one thread.
 */
public final class SearchedText {
    private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final String text;
    private final Runnable watch;
    private @Nullable String folded;

    private SearchedText(String text, Runnable watch) {
        this.text = text;
        this.watch = watch;
    }

    static SearchedText of(String text) {
        return new SearchedText(text, () -> {});
    }

    /** @param watch called while a search goes on; what it throws ends the search */
    public static SearchedText watched(String text, Runnable watch) {
        return new SearchedText(text, watch);
    }

    /** Without regard to case, and to kind and number of blanks. */
    static String fold(String text) {
        return CaseFolding.fold(BLANKS.matcher(text).replaceAll(" "));
    }

    /** @param words as {@link #fold} makes them */
    boolean contains(String words) {
        watch.run();
        String present = folded == null ? fold(text) : folded;
        folded = present;
        return present.contains(words);
    }

    boolean contains(Expression expression) {
        return expression.findsIn(new Watched(text, watch));
    }

    /** Calls the watch once in a while as it is read: RE2/J reads a text step by step and cannot be interrupted. */
    private static final class Watched implements CharSequence {
        private static final int STEPS = 1024;

        private final String text;
        private final Runnable watch;
        private int steps;

        Watched(String text, Runnable watch) {
            this.text = text;
            this.watch = watch;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (steps++ % STEPS == 0) {
                watch.run();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
