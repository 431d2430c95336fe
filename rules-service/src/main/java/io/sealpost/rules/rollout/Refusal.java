package io.sealpost.rules.rollout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A scope that a relay could not understand and therefore holds all mail of. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Refusal(String scope, long revision, String reason) {}
