package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why mail that a rule held is not delivered. */
public enum EndOfHold {
    /** Somebody looked at it and refused it. */
    @JsonProperty("refused")
    REFUSED,
    /** Nobody let it go in time. */
    @JsonProperty("expired")
    EXPIRED
}
