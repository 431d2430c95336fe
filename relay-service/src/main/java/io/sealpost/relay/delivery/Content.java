package io.sealpost.relay.delivery;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a message holds, as far as its transport must know.
 *
 * @param eightBit whether it needs 8BITMIME
 * @param smtpUtf8 whether it needs SMTPUTF8 whatever its envelope needs: its header goes beyond ASCII
 * @param size octets, for SIZE
 * @param body opens the octets anew for each attempt
 */
public record Content(boolean eightBit, boolean smtpUtf8, long size, Supplier<BodySource> body) {
    public Content {
        Objects.requireNonNull(body);
    }
}
