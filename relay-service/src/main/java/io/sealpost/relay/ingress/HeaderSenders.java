package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Domain;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who a message's header says it is from.
 *
 * @param domains of all addresses in From and Sender, each with the name of the field
 * @param unreadable the name of a field that cannot be read
 */
record HeaderSenders(Map<Domain, String> domains, Optional<String> unreadable) {
    HeaderSenders {
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
    }

    static HeaderSenders of(HeaderBlock header) {
        Map<Domain, String> domains = new LinkedHashMap<>();
        Optional<String> unreadable = Optional.empty();
        for (String name : List.of("From", "Sender")) {
            for (HeaderField field : header.named(name.toLowerCase(Locale.ROOT))) {
                Optional<Set<Domain>> found = MailboxList.domains(field.value());
                found.orElse(Set.of()).forEach(domain -> domains.putIfAbsent(domain, name));
                unreadable = unreadable.or(() -> found.isEmpty() ? Optional.of(name) : Optional.empty());
            }
        }
        return new HeaderSenders(domains, unreadable);
    }
}
