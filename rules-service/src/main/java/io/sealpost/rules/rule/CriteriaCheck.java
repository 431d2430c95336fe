package io.sealpost.rules.rule;

import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.rule.CriteriaBody.SelectionBody;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns criteria as they are sent into their values, and notes everything that is wrong with them. Pure. */
final class CriteriaCheck {

    private static final int MOST_PATTERNS = 1000;
    private static final int MOST_HEADERS = 50;
    private static final int MOST_EXPRESSIONS = 50;

    private static final CriteriaBody NOTHING = new CriteriaBody(null, null, null, null, null, null, null, null);

    /** RFC 5322 §3.6.8, and short enough for a line. */
    private static final Pattern FIELD_NAME = Pattern.compile("[!-9;-~]{1,76}");

    private final Violations violations;
    private int expressions;

    CriteriaCheck(Violations violations) {
        this.violations = violations;
    }

    /** The values; they count only where no violation was noted. */
    Criteria values(@Nullable CriteriaBody body) {
        CriteriaBody sent = body == null ? NOTHING : body;
        Criteria criteria = new Criteria(
                selection("criteria.to", PatternKind.ADDRESS, sent.to()),
                selection("criteria.from", PatternKind.ADDRESS, sent.from()),
                selection("criteria.subject", PatternKind.TEXT, sent.subject()),
                headers(sent.headers()),
                selection("criteria.body", PatternKind.TEXT, sent.body()),
                selection("criteria.attachments", PatternKind.TEXT, sent.attachments()),
                size(sent.size()),
                selection("criteria.sourceNetwork", PatternKind.NETWORK, sent.sourceNetwork()));
        if (sent.equals(NOTHING)) {
            violations.add(
                    "criteria",
                    null,
                    "at least one of to, from, subject, headers, body, attachments, size, sourceNetwork;"
                            + " {\"to\": {\"anyOf\": [\"*\"]}} for all mail");
        }
        if (expressions > MOST_EXPRESSIONS) {
            violations.add(
                    "criteria",
                    expressions + " regular expressions",
                    "at most " + MOST_EXPRESSIONS + " regular expressions in a rule");
        }
        return criteria;
    }

    private @Nullable Selection selection(String path, PatternKind kind, @Nullable SelectionBody sent) {
        if (sent == null) {
            return null;
        }
        if (sent.anyOf() == null && sent.noneOf() == null) {
            violations.add(path, null, "anyOf, noneOf or both, each 1 to " + MOST_PATTERNS + " patterns");
        }
        return new Selection(
                patterns(path + ".anyOf", kind, sent.anyOf()), patterns(path + ".noneOf", kind, sent.noneOf()));
    }

    private @Nullable List<String> patterns(String path, PatternKind kind, @Nullable List<@Nullable String> sent) {
        if (sent == null) {
            return null;
        }
        if (sent.isEmpty() || sent.size() > MOST_PATTERNS) {
            violations.add(path, sent.size() + " patterns", "1 to " + MOST_PATTERNS + " patterns");
            return null;
        }
        Set<String> canonical = new LinkedHashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            String text = sent.get(i);
            if (text != null && kind.isExpression(text) && ++expressions > MOST_EXPRESSIONS) {
                continue;
            }
            Optional<String> pattern = Optional.ofNullable(text).flatMap(kind::canonical);
            if (pattern.isEmpty()) {
                violations.add(path + "[" + i + "]", text, kind.expectedFor(text == null ? "" : text));
            }
            pattern.ifPresent(canonical::add);
        }
        return List.copyOf(canonical);
    }

    private @Nullable Map<String, Selection> headers(@Nullable Map<String, @Nullable SelectionBody> sent) {
        if (sent == null) {
            return null;
        }
        if (sent.isEmpty() || sent.size() > MOST_HEADERS) {
            violations.add(
                    "criteria.headers", sent.size() + " fields", "1 to " + MOST_HEADERS + " fields of the header");
            return null;
        }
        Map<String, Selection> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.forEach((name, body) -> {
            String path = "criteria.headers." + name;
            Selection selection = selection(path, PatternKind.TEXT, body);
            if (!FIELD_NAME.matcher(name).matches()) {
                violations.add(path, name, "the name of a header field: 1 to 76 characters, no blanks and no colon");
            } else if (selection == null) {
                violations.add(path, null, "anyOf, noneOf or both");
            } else if (headers.put(name, selection) != null) {
                violations.add(path, name, "the name of a header field once, whatever its case");
            }
        });
        return headers;
    }

    private Criteria.@Nullable Size size(CriteriaBody.@Nullable SizeBody sent) {
        if (sent == null) {
            return null;
        }
        Long atLeast = bound("atLeast", sent.atLeast());
        Long atMost = bound("atMost", sent.atMost());
        if (sent.atLeast() == null && sent.atMost() == null) {
            violations.add("criteria.size", null, "atLeast, atMost or both, in octets");
        }
        if (atLeast != null && atMost != null && atLeast > atMost) {
            violations.add("criteria.size.atMost", atMost, "no less than atLeast");
        }
        return new Criteria.Size(atLeast, atMost);
    }

    private @Nullable Long bound(String name, @Nullable Long sent) {
        if (sent != null && sent < 1) {
            violations.add("criteria.size." + name, sent, "1 octet or more");
        }
        return sent;
    }
}
