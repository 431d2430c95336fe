package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a sender is told, as the relay names it. */
public enum ReportType {
    /** A message rule demands TLS and no host of the recipient could do it. */
    @JsonProperty("tls-failure")
    TLS_FAILURE("tls-failure", Condition.FAILURE),
    /** The recipient's server refused for good. */
    @JsonProperty("rejected")
    REJECTED("rejected", Condition.FAILURE),
    /** Every attempt of the queue's lifetime was deferred. */
    @JsonProperty("expired")
    EXPIRED("expired", Condition.FAILURE),
    /** No server takes mail for the recipient's domain. */
    @JsonProperty("unroutable")
    UNROUTABLE("unroutable", Condition.FAILURE),
    /** A message rule of the sender's organization refuses it. */
    @JsonProperty("policy")
    POLICY("policy", Condition.FAILURE),
    /** An operator of the relay gave the message up. */
    @JsonProperty("operator")
    OPERATOR("operator", Condition.FAILURE),
    /** The message goes in a circle. */
    @JsonProperty("loop")
    LOOP("loop", Condition.FAILURE),
    /** It waits, and is tried further. */
    @JsonProperty("delayed")
    DELAYED("delayed", Condition.DELAY),
    /** It went to a server that reports no deliveries (RFC 3461 §5.2.2). */
    @JsonProperty("relayed")
    RELAYED("relayed", Condition.SUCCESS);

    private final String wireName;
    private final Condition condition;

    ReportType(String wireName, Condition condition) {
        this.wireName = wireName;
        this.condition = condition;
    }

    /** The name in the contract, in metrics and over REST. */
    public String wireName() {
        return wireName;
    }

    /** Which word of NOTIFY asks for reports of this type. */
    public Condition condition() {
        return condition;
    }
}
