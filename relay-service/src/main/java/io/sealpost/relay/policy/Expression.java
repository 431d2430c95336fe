package io.sealpost.relay.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Objects;
import java.util.regex.MatchResult;

/**
 * A regular expression of a rule, written between slashes, in the syntax of RE2: its time grows with the text alone,
 * whatever the expression. It ignores case.
 */
final class Expression {
    /** Longest expression, in characters. */
    static final int MAX_LENGTH = 1_000;
    /** Largest compiled expression, in instructions: {@code (a{1000}){1000}} is short and would be a million. */
    static final int MAX_PROGRAM = 2_000;

    /** RE2/J writes repetitions out before anybody can measure them, so that five levels would take all memory. */
    private static final long MAX_WRITTEN_OUT = 500_000;

    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final String text;
    private final Pattern pattern;

    private Expression(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** Whether a pattern is meant as an expression. */
    static boolean isMeant(String text) {
        return text.length() >= 2 && text.startsWith("/") && text.endsWith("/");
    }

    /** @throws IllegalArgumentException if it is malformed or too large, with words fit for its author */
    static Expression parse(String text) {
        String bare = text.substring(1, text.length() - 1);
        if (bare.isEmpty() || bare.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a regular expression must have 1 to " + MAX_LENGTH + " characters");
        }
        if (writtenOut(bare) > MAX_WRITTEN_OUT) {
            throw new IllegalArgumentException("the regular expression is too large; repeat less");
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(bare, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
        }
        if (pattern.programSize() > MAX_PROGRAM) {
            throw new IllegalArgumentException("the regular expression is too large; repeat less");
        }
        return new Expression(bare, pattern);
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

    /** Whether it matches somewhere in the text. */
    boolean findsIn(CharSequence value) {
        return pattern.matcher(value).find();
    }

    /** Whether it matches the text as a whole. */
    boolean covers(String value) {
        return pattern.matcher(value).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression expression && text.equals(expression.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return "/" + text + "/";
    }
}
