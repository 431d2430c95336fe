package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.EnhancedStatus;
import java.util.Objects;
import java.util.function.Function;

/** What the relay can say of a domain: it is hosted, it is nobody's, or its rules are not known. */
public sealed interface DomainKnowledge {
    /** Registered, and all its rules are known. */
    record Hosted(HostedDomain domain) implements DomainKnowledge {}

    /** Nobody registered it. */
    record Foreign() implements DomainKnowledge {}

    /**
     * Registered or perhaps so, but its rules cannot be enforced: its mail must wait.
     *
     * @param status 4.3.2 where something is missing, 4.3.5 where a scope is refused
     * @param reason one line, fit for a reply
     */
    record NotKnown(EnhancedStatus status, String reason) implements DomainKnowledge {
        private static final EnhancedStatus MISSING = EnhancedStatus.of("4.3.2");
        private static final EnhancedStatus REFUSED = EnhancedStatus.of("4.3.5");

        public NotKnown {
            Objects.requireNonNull(status);
            Objects.requireNonNull(reason);
        }

        static NotKnown missing(Scope scope) {
            return new NotKnown(MISSING, "the rules of " + scope + " are not known here yet");
        }

        static NotKnown refused(Scope scope) {
            return new NotKnown(REFUSED, "this relay cannot enforce the rules of " + scope);
        }
    }

    /** Calls the one function that fits; a further case breaks the compilation of every caller. */
    default <T> T match(
            Function<HostedDomain, T> hosted, Function<Foreign, T> foreign, Function<NotKnown, T> notKnown) {
        if (this instanceof Hosted known) {
            return hosted.apply(known.domain());
        }
        if (this instanceof Foreign value) {
            return foreign.apply(value);
        }
        return notKnown.apply((NotKnown) this);
    }
}
