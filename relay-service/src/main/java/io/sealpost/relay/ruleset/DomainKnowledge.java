package io.sealpost.relay.ruleset;

import java.util.function.Function;

/** What the relay can say of a domain: it is hosted, it is nobody's, or its rules are not known. */
public sealed interface DomainKnowledge {
    /** Registered, and all its rules are known. */
    record Hosted(HostedDomain domain) implements DomainKnowledge {}

    /** Nobody registered it. */
    record Foreign() implements DomainKnowledge {}

    /** Registered or perhaps so, but its rules cannot be enforced: its mail must wait. */
    record NotKnown(String reason) implements DomainKnowledge {}

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
