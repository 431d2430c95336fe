package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a message could not be delivered, as the relay names it. */
public enum FailureType {
    /** A message rule demands TLS and no host of the recipient could do it. */
    @JsonProperty("tls-failure")
    TLS_FAILURE("tls-failure"),
    /** The recipient's server refused for good. */
    @JsonProperty("rejected")
    REJECTED("rejected"),
    /** Every attempt of the queue's lifetime was deferred. */
    @JsonProperty("expired")
    EXPIRED("expired"),
    /** No server takes mail for the recipient's domain. */
    @JsonProperty("unroutable")
    UNROUTABLE("unroutable"),
    /** An operator of the relay gave the message up. */
    @JsonProperty("operator")
    OPERATOR("operator");

    private final String wireName;

    FailureType(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the contract, in metrics and over REST. */
    public String wireName() {
        return wireName;
    }
}
