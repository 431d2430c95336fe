package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recipient of whom the sender is to be told.
 *
 * @param originalRecipient as the sender wrote it, where that was said
 * @param notifyOn when the sender wants to be told: empty is never, null where nothing was asked
 * @param cause what decided
 * @param status enhanced status code (RFC 3463): of class 5 for a failure, 4 for a delay, 2 where it was relayed
 * @param requirement the TLS that rules demand, if any
 * @param held how it ended where a rule held the mail; null where none did
 * @param hosts indexes into {@link ReportDue#hosts()}, in the order tried
 */
public record Recipient(
        @JsonProperty(required = true) String address,
        @Nullable OriginalRecipient originalRecipient,
        @JsonProperty("notify") @Nullable Set<Condition> notifyOn,
        @JsonProperty(value = "class", required = true) AttemptClass cause,
        @JsonProperty(required = true) String status,
        @JsonProperty(required = true) Diagnostic diagnostic,
        @Nullable Requirement requirement,
        @JsonProperty(required = true) List<AppliedRule> rules,
        @Nullable EndOfHold held,
        @JsonProperty(required = true) Instant firstAttemptAt,
        @JsonProperty(required = true) Instant lastAttemptAt,
        @JsonProperty(required = true) List<Integer> hosts) {

    public Recipient {
        Require.nonEmpty("recipients.address", address);
        Require.line("recipients.address", address);
        Require.present("recipients.class", cause);
        Require.matching("recipients.status", status, Require.STATUS);
        Require.present("recipients.diagnostic", diagnostic);
        Require.present("recipients.firstAttemptAt", firstAttemptAt);
        Require.present("recipients.lastAttemptAt", lastAttemptAt);
        notifyOn = notifyOn == null ? null : Set.copyOf(notifyOn);
        rules = List.copyOf(Require.present("recipients.rules", rules));
        hosts = List.copyOf(Require.present("recipients.hosts", hosts));
    }

    /**
     * Whether the sender wants to be told of this (RFC 3461 §4.1). Where nothing was asked, only failures are told: the
     * relay sends no unasked notices of delays.
     */
    public boolean asksFor(Condition condition) {
        return notifyOn == null ? condition == Condition.FAILURE : notifyOn.contains(condition);
    }

    /** The recipient as the sender wrote it. */
    public Optional<OriginalRecipient> original() {
        return Optional.ofNullable(originalRecipient);
    }

    /** How it ended where a rule held the mail. */
    public Optional<EndOfHold> endOfHold() {
        return Optional.ofNullable(held);
    }

    /** The TLS that rules demand. */
    public Optional<Requirement> demanded() {
        return Optional.ofNullable(requirement);
    }
}
