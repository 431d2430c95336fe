package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.ReversePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who a message's header says it is from.
 *
 * @param domains of all addresses in From and Sender, each with the name of the field
 * @param addresses in From and Sender, as far as their local parts could be read
 * @param hidden whether there may be others
 * @param unreadable the name of a field that cannot be read
 */
record HeaderSenders(
        Map<Domain, String> domains, List<Address> addresses, boolean hidden, Optional<String> unreadable) {
    HeaderSenders {
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        addresses = List.copyOf(addresses);
    }

    /** The domains of the reverse path and of all addresses in From and Sender, in this order. */
    Set<Domain> domainsWith(ReversePath path) {
        Set<Domain> senders = new LinkedHashSet<>();
        path.address().ifPresent(address -> senders.add(address.domain()));
        senders.addAll(domains.keySet());
        return senders;
    }

    static HeaderSenders of(HeaderBlock header) {
        Map<Domain, String> domains = new LinkedHashMap<>();
        List<Address> addresses = new ArrayList<>();
        boolean hidden = false;
        Optional<String> unreadable = Optional.empty();
        for (String name : List.of("From", "Sender")) {
            for (HeaderField field : header.named(name.toLowerCase(Locale.ROOT))) {
                Optional<MailboxList.Found> found = MailboxList.in(field.value());
                found.ifPresent(senders -> {
                    senders.domains().forEach(domain -> domains.putIfAbsent(domain, name));
                    addresses.addAll(senders.addresses());
                });
                hidden |= found.isEmpty() || !found.get().complete();
                unreadable = unreadable.or(() -> found.isEmpty() ? Optional.of(name) : Optional.empty());
            }
        }
        return new HeaderSenders(domains, addresses, hidden, unreadable);
    }
}
