package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.HostPort;
import io.sealpost.relay.policy.AddressList;
import io.sealpost.relay.policy.Rule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole state of a scope, as one record gives it.
 *
 * @param scope whose
 * @param version when it was so
 * @param content what it says, or why it cannot be understood
 * @param value the record's value, for the saved copy
 */
record ScopeState(Scope scope, Version version, Content content, PackedText value) {
    ScopeState {
        Objects.requireNonNull(scope);
        Objects.requireNonNull(version);
        Objects.requireNonNull(content);
        Objects.requireNonNull(value);
    }

    /** What a scope holds. */
    sealed interface Content {}

    /** A list of addresses, for rules of its organization and of those below it. */
    record Addresses(AddressList list) implements Content {}

    /** An organization, with the one above it. */
    record Organization(
            Scope scope, Optional<Scope> parent, Optional<String> contact, Optional<String> locale, List<Rule> rules)
            implements Content {
        Organization {
            rules = List.copyOf(rules);
        }
    }

    /** A domain, with the organization that owns it. */
    record HostedScope(
            Scope parent,
            Optional<String> locale,
            Optional<HostPort> inboundHost,
            List<Submitter> submitters,
            List<Rule> rules)
            implements Content {
        HostedScope {
            submitters = List.copyOf(submitters);
            rules = List.copyOf(rules);
        }
    }

    /** Gone, by an administrator's act. */
    record Deleted() implements Content {}

    /**
     * Not understood as a whole, so nothing of it is enforced and nothing is sent that depends on it.
     *
     * @param reason where in the record and what
     * @param submitters as far as they could be read: they must hear 451, not that they are strangers
     * @param versioned whether at least the version could be read
     * @param allSubmitters whether these are all submitters
     */
    record Refused(String reason, List<Submitter> submitters, boolean versioned, boolean allSubmitters)
            implements Content {
        Refused {
            submitters = List.copyOf(submitters);
        }
    }

    /** Whether not even the version could be read. */
    boolean isUnversioned() {
        return content instanceof Refused refused && !refused.versioned();
    }

    /** This refused state in the place of an earlier one: it keeps what it does not tell itself. */
    ScopeState inPlaceOf(ScopeState earlier) {
        String reason = content instanceof Refused refused ? refused.reason() : "";
        return new ScopeState(
                scope,
                earlier.version,
                new Refused(reason, earlier.submitters(), false, !scope.hasSubmitters()),
                value);
    }

    /** Whether {@link #submitters} are all: another network may be among those that could not be read. */
    boolean tellsAllSubmitters() {
        return !(content instanceof Refused refused) || refused.allSubmitters();
    }

    /** Networks that may submit for this scope. */
    List<Submitter> submitters() {
        if (content instanceof HostedScope hosted) {
            return hosted.submitters();
        }
        return content instanceof Refused refused ? refused.submitters() : List.of();
    }
}
