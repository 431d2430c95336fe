package io.sealpost.rules.problem;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The condition under which a write may happen: RFC 9110 §13.1.1. ETags are revisions.
 *
 * @param header the field's value; null where it was not sent, which allows everything
 */
public record IfMatch(@Nullable String header) {

    private static final String ETAG = "(W/)?\"[^\"]*\"";
    /** Possessive, for a group that may give back is matched by recursion, once for each ETag. */
    private static final Pattern FORM = Pattern.compile("\\s*(\\*|" + ETAG + "(\\s*,\\s*" + ETAG + ")*+)\\s*");

    public static String etag(long revision) {
        return "\"" + revision + "\"";
    }

    /** Refuses with {@link Problem.BadParameter} what is no list of ETags and not {@code *}. */
    public IfMatch {
        if (header != null && !FORM.matcher(header).matches()) {
            throw new Problem.BadParameter("If-Match", header, "an ETag in quotes, as an answer tells it, or *")
                    .asException();
        }
    }

    /**
     * The condition of a request; with {@code strict}, one must be there.
     *
     * @param strict the query parameter: null, {@code true} or {@code false}
     */
    public static IfMatch of(@Nullable String header, @Nullable String strict) {
        if (Flag.parse("strict", strict) && header == null) {
            throw new Problem.PreconditionRequired().asException();
        }
        return new IfMatch(header);
    }

    /** Throws {@link Problem.PreconditionFailed} unless the header allows a write on this revision. */
    public void check(long revision) {
        if (header == null || header.strip().equals("*")) {
            return;
        }
        String present = etag(revision);
        if (Arrays.stream(header.split(",")).map(String::strip).noneMatch(present::equals)) {
            throw new Problem.PreconditionFailed(present).asException();
        }
    }
}
