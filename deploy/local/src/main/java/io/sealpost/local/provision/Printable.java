package io.sealpost.local.provision;

import java.util.stream.Collectors;

/** Makes what came over the network fit for a terminal: no control sequences. */
public final class Printable {
    private Printable() {}

    public static String of(String text) {
        return text.chars()
                .mapToObj(c -> Character.isISOControl(c) && c != '\t' ? "?" : Character.toString(c))
                .collect(Collectors.joining());
    }
}
