package io.sealpost.rules.scope;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much a submitter may hand in within an hour at each relay, so that a stolen credential cannot flood the world. */
@Schema(name = "HourlyLimits", description = "How much is taken from the submitter within an hour, at each relay")
public record HourlyLimits(
        @Schema(examples = "1000") int messagesPerHour,
        @Schema(examples = "10000") int recipientsPerHour) {

    /** Of a network: a company's mail server. */
    static final HourlyLimits NETWORK = new HourlyLimits(10_000, 100_000);

    /** Of a credential, which can be stolen. */
    static final HourlyLimits CREDENTIAL = new HourlyLimits(1_000, 10_000);
}
