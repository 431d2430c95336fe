package io.sealpost.rules.problem;

import java.nio.charset.StandardCharsets;

/** Makes text fit for an answer: half a surrogate pair, which JSON can send and UTF-8 cannot, becomes a question mark. */
final class WellFormed {

    private WellFormed() {}

    static String text(String any) {
        return new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
