package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.route.Target;
import java.util.Optional;

/**
 * What a connection is for, and was judged by: messages that differ in any of it never share one.
 *
 * @param target with what DNS said of its keys
 * @param requirement the whole of it, DANE's part included
 * @param domain the recipients', where a session is judged at all: some levels ask for its name
 */
record Purpose(Target target, TlsRequirement requirement, Optional<Domain> domain) {
    static Purpose of(Transaction transaction, Target target) {
        TlsRequirement requirement = transaction.requirement(target);
        return new Purpose(
                target, requirement, requirement.isRequired() ? Optional.of(transaction.domain()) : Optional.empty());
    }
}
