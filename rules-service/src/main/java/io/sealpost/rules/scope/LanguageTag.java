package io.sealpost.rules.scope;

import io.sealpost.rules.problem.Violations;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Languages of reports: BCP 47 (RFC 5646). */
final class LanguageTag {

    private LanguageTag() {}

    /** The tag in canonical form; null where there is none, or where it is none, which is then noted. */
    static @Nullable String normalise(@Nullable String tag, Violations violations) {
        if (tag == null) {
            return null;
        }
        try {
            if (!tag.isEmpty()) {
                return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            }
        } catch (IllformedLocaleException noTag) {
            // Noted below, like an empty one.
        }
        violations.add("locale", tag, "a language tag, as de or pt-BR");
        return null;
    }
}
