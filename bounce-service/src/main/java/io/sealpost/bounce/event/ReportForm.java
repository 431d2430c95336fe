package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;

/** How much of the original a report shows, and how it must travel; the relay reads it from {@code Sealpost-Report}. */
public enum ReportForm {
    /** On confidential mail: all original headers; the relay delivers it over TLS or not at all. */
    @JsonProperty("full")
    FULL,
    /** Where the full form could not be delivered over TLS: of the original only Date and Message-ID. */
    @JsonProperty("redacted")
    REDACTED,
    /** On mail under no TLS rule: all original headers, opportunistic TLS, and no mark. */
    @JsonProperty("plain")
    PLAIN;

    /** The name in the contract, in Message-IDs and over REST. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of the {@code Sealpost-Report} header; empty where the report carries none. */
    public Optional<String> mark() {
        return this == PLAIN ? Optional.empty() : Optional.of(wireName());
    }
}
