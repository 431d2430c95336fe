package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A message rule that covered the recipient. */
public record AppliedRule(
        @JsonProperty(required = true) String scope,
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) long revision) {

    public AppliedRule {
        Require.present("rules.scope", scope);
        Require.present("rules.id", id);
        Require.present("rules.name", name);
    }
}
