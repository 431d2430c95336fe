package io.sealpost.relay.report;

import io.sealpost.relay.mail.Domain;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is to be told, as far as the rulesets know.
 *
 * @param domain the domain of the reverse path; for a report the domain it goes to
 * @param organization who owns it; empty where it is hosted no more
 * @param locale of reports to it
 */
public record Sender(Domain domain, Optional<Organization> organization, Optional<String> locale) {
    public Sender {
        Objects.requireNonNull(domain);
        Objects.requireNonNull(organization);
        Objects.requireNonNull(locale);
    }

    /**
     * The owner of a domain.
     *
     * @param id its id
     * @param contact its contact address
     */
    public record Organization(String id, Optional<String> contact) {
        public Organization {
            Objects.requireNonNull(id);
            Objects.requireNonNull(contact);
        }
    }
}
