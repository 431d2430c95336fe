package io.sealpost.rules.rule;

import io.sealpost.rules.addresslist.Expression;
import java.util.Locale;
import java.util.Set;

/** Compares canonical address patterns by what they match. Pure. */
final class PatternCover {

    /** Names that no mail is ever for: RFC 6761 §6.3, §6.4, RFC 7686. */
    private static final Set<String> NOBODY = Set.of("invalid", "localhost", "onion");

    private static final String BELOW = "*.";
    private static final String LIST = "list:";

    private PatternCover() {}

    /** Whether {@code wide} surely matches everything that {@code narrow} does. */
    static boolean covers(String wide, String narrow) {
        if (wide.equals("*") || wide.equals(narrow)) {
            return true;
        }
        if (Expression.isMeant(wide) || Expression.isMeant(narrow)) {
            return false;
        }
        String domain = domainOf(narrow);
        if (wide.startsWith(BELOW)) {
            String parent = wide.substring(BELOW.length());
            return !narrow.equals("*")
                    && (domain.endsWith("." + parent) || (narrow.startsWith(BELOW) && domain.equals(parent)));
        }
        if (wide.contains("@")) {
            return narrow.contains("@") && wide.toLowerCase(Locale.ROOT).equals(narrow.toLowerCase(Locale.ROOT));
        }
        return wide.equals(domain) && !narrow.startsWith(BELOW);
    }

    /**
     * Whether {@code out} in noneOf surely takes out everything that {@code pattern} in anyOf does. A mailbox does not, nor
     * does a list, which may hold some: the same in anyOf also matches the mailbox's subaddresses.
     */
    static boolean takesOut(String out, String pattern) {
        boolean mailbox = out.contains("@") && !Expression.isMeant(out);
        return !mailbox && !out.startsWith(LIST) && covers(out, pattern);
    }

    /** Whether no mail on the Internet can be for what this names: a domain of one label or of a name without mail. */
    static boolean isNobody(String pattern) {
        if (pattern.equals("*") || pattern.startsWith(LIST) || Expression.isMeant(pattern)) {
            return false;
        }
        String domain = domainOf(pattern);
        String last = domain.substring(domain.lastIndexOf('.') + 1);
        return NOBODY.contains(last) || (domain.indexOf('.') < 0 && !pattern.startsWith(BELOW));
    }

    /** Whether it names this domain or somebody there. */
    static boolean isAt(String pattern, String domain) {
        return !pattern.startsWith(BELOW) && domainOf(pattern).equals(domain);
    }

    private static String domainOf(String pattern) {
        if (pattern.startsWith(BELOW)) {
            return pattern.substring(BELOW.length());
        }
        return pattern.substring(pattern.lastIndexOf('@') + 1);
    }
}
