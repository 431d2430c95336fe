package io.sealpost.rules.rule;

import io.sealpost.rules.addresslist.AddressPattern;
import io.sealpost.rules.addresslist.Expression;
import io.sealpost.rules.tenant.Network;
import io.sealpost.rules.tenant.PlainText;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the patterns of a criterion look at, and so what they may be.
 *
 * @param parser brings a text to its canonical form, or says that it has none
 * @param expected what would be right, for people
 * @param expressions whether a regular expression may be one
 */
record PatternKind(Function<String, Optional<String>> parser, String expected, boolean expressions) {

    static final PatternKind ADDRESS = new PatternKind(
            text -> AddressPattern.parse(text).map(AddressPattern::text), AddressPattern.EXPECTED, true);

    static final PatternKind TEXT = new PatternKind(
            PatternKind::words,
            "1 to 1000 characters without control characters that the text is to contain, or a regular expression (/…/)",
            true);

    static final PatternKind NETWORK = new PatternKind(
            text -> Network.parse(text).map(Network::toString),
            "an IPv4 or IPv6 network (192.0.2.0/24, 2001:db8:1::/48) with no bits set behind its prefix, and not all of them",
            false);

    private static final int LONGEST = 1_000;

    /** The pattern in canonical form; empty where it is none of this kind. */
    Optional<String> canonical(String text) {
        return parser.apply(text.strip());
    }

    /** What would be right in the place of a text that is no pattern of this kind. */
    String expectedFor(String text) {
        return isExpression(text) ? Expression.mistake(text.strip()).orElse(expected) : expected;
    }

    boolean isExpression(String text) {
        return expressions && Expression.isMeant(text.strip());
    }

    private static Optional<String> words(String text) {
        return PlainText.parse(text, LONGEST + 2)
                .filter(plain ->
                        Expression.isMeant(plain) ? Expression.mistake(plain).isEmpty() : plain.length() <= LONGEST);
    }
}
