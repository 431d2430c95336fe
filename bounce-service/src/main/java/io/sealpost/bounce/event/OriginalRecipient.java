package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * The recipient as the sender first wrote it (RFC 3461 §4.2).
 *
 * @param addressType in lower case, such as {@code rfc822}
 * @param address decoded; anything that the sender liked to write
 */
public record OriginalRecipient(
        @JsonProperty(required = true) String addressType,
        @JsonProperty(required = true) String address) {

    private static final Pattern ATOM = Pattern.compile("[a-z0-9-]{1,40}");

    public OriginalRecipient {
        Require.matching("recipients.originalRecipient.addressType", addressType, ATOM);
        Require.nonEmpty("recipients.originalRecipient.address", address);
    }
}
