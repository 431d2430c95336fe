package io.sealpost.relay.policy;

import java.text.Normalizer;
import java.util.Locale;

/** The form in which texts compare without regard to case: NFC, and all that differ by case alike. */
final class CaseFolding {
    private CaseFolding() {}

    static String fold(String text) {
        return Normalizer.normalize(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
