package io.sealpost.rules.scope;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of a login before the {@code @}, in lower case; fit for every SASL mechanism as it is (RFC 5802 §5.1). */
record Username(String text) {

    static final String EXPECTED =
            "1 to 64 of the characters a-z, 0-9, '.', '_' and '-', the first and last a letter or digit";

    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");

    static Optional<Username> parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return FORM.matcher(name).matches() ? Optional.of(new Username(name)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
