package io.sealpost.rules.addresslist;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.regex.MatchResult;

/**
 * Tells whether a regular expression, written between slashes in the syntax of RE2, is one that relays take. They match in
 * time that grows with the text alone; what must be bounded is the expression itself. Pure.
 */
public final class Expression {

    private static final int LONGEST = 1_000;
    /** Instructions: {@code (a{1000}){1000}} is short and would be a million. */
    private static final int LARGEST = 2_000;
    /** RE2/J writes repetitions out before anybody can measure them, so that five levels would take all memory. */
    private static final long LARGEST_WRITTEN_OUT = 500_000;

    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private Expression() {}

    /** Whether a pattern is meant as an expression. */
    public static boolean isMeant(String text) {
        return text.length() >= 2 && text.startsWith("/") && text.endsWith("/");
    }

    /** What is wrong with an expression, as what would be right; empty where nothing is. */
    public static Optional<String> mistake(String text) {
        String bare = text.substring(1, text.length() - 1);
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return Optional.of("a regular expression of 1 to " + LONGEST + " characters between slashes");
        }
        if (writtenOut(bare) > LARGEST_WRITTEN_OUT) {
            return Optional.of("a smaller regular expression; repeat less");
        }
        try {
            return Pattern.compile(bare, Pattern.CASE_INSENSITIVE).programSize() > LARGEST
                    ? Optional.of("a smaller regular expression; repeat less")
                    : Optional.empty();
        } catch (PatternSyntaxException malformed) {
            return Optional.of("a regular expression in the syntax of RE2, but " + malformed.getDescription());
        }
    }

    /** No less than its length with all repetitions written out, as if each stood within all others. */
    private static long writtenOut(String bare) {
        double product = REPETITION
                .matcher(bare)
                .results()
                .mapToDouble(Expression::times)
                .reduce(bare.length(), (a, b) -> a * b);
        return (long) product;
    }

    private static double times(MatchResult repetition) {
        String most = repetition.group(2);
        double least = Double.parseDouble(repetition.group(1));
        return Math.max(1, most == null || most.isEmpty() ? least + 1 : Double.parseDouble(most));
    }
}
