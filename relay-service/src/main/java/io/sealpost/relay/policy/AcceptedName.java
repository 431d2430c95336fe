package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Domain;

/** A name that the level {@code secure} accepts in a certificate: {@code mx.example} or, below it, {@code .example}. */
public sealed interface AcceptedName extends Comparable<AcceptedName> {
    boolean accepts(CertificateName presented);

    /** @throws IllegalArgumentException if the text is neither a domain nor a dot and a domain */
    static AcceptedName parse(String text) {
        return text.startsWith(".") ? new Below(Domain.parse(text.substring(1))) : new Exactly(Domain.parse(text));
    }

    @Override
    default int compareTo(AcceptedName other) {
        return toString().compareTo(other.toString());
    }

    /** That name alone. */
    record Exactly(Domain domain) implements AcceptedName {
        @Override
        public boolean accepts(CertificateName presented) {
            return presented.covers(domain);
        }

        @Override
        public String toString() {
            return domain.name();
        }
    }

    /** Any name below the domain, not the domain itself. */
    record Below(Domain domain) implements AcceptedName {
        @Override
        public boolean accepts(CertificateName presented) {
            return presented.isBelow(domain);
        }

        @Override
        public String toString() {
            return "." + domain.name();
        }
    }
}
