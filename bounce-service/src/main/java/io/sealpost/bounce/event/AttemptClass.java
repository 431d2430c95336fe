package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of an attempt, or the cause that decided for a recipient. */
public enum AttemptClass {
    @JsonProperty("DELIVERED")
    DELIVERED,
    /** No answer: refused, timed out, lost before STARTTLS was answered. */
    @JsonProperty("NET")
    NET,
    /** The server does not offer TLS. */
    @JsonProperty("TLS-ABSENT")
    TLS_ABSENT,
    /** The server offers TLS, but the handshake or the verification failed. */
    @JsonProperty("TLS-TEMP")
    TLS_TEMP,
    /** The relay's own trust store or TLS engine failed. */
    @JsonProperty("LOCAL")
    LOCAL,
    @JsonProperty("SMTP-TEMP")
    SMTP_TEMP,
    @JsonProperty("SMTP-PERM")
    SMTP_PERM,
    /** There is no server to ask. */
    @JsonProperty("UNROUTABLE")
    UNROUTABLE;

    /** Whether the server at the other end said anything before this was the outcome. */
    public boolean heardFromServer() {
        return this != NET && this != LOCAL && this != UNROUTABLE;
    }
}
