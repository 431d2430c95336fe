package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whose mail it was. */
public record Organization(
        @JsonProperty(required = true) String id, @Nullable String contact) {

    public Organization {
        Require.identifier("organization.id", id);
    }
}
