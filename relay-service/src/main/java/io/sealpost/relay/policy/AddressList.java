package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Many patterns as one: matches if any of them does, in one look-up for each label of the recipient's domain, however
 * many there are.
 */
public final class AddressList implements AddressPattern {
    /** By the domain that they name. */
    private final Map<String, List<AddressPattern>> byDomain = new HashMap<>();

    private AddressList() {}

    /** @throws IllegalArgumentException for what is no domain, no domains below one and no mailbox */
    public static AddressPattern entry(String text) {
        AddressPattern entry = AddressPattern.parse(text);
        Domain unused = named(entry);
        return entry;
    }

    /** The list of these entries, each as {@link #entry} takes it. */
    public static AddressList of(List<AddressPattern> entries) {
        AddressList list = new AddressList();
        for (AddressPattern entry : entries) {
            list.byDomain
                    .computeIfAbsent(named(entry).name(), domain -> new ArrayList<>(1))
                    .add(entry);
        }
        return list;
    }

    private static Domain named(AddressPattern entry) {
        return entry.within().orElseThrow(() -> new IllegalArgumentException("has no place in an address list"));
    }

    @Override
    public boolean matches(Address address) {
        return anyMatches(address, AddressPattern::matches);
    }

    @Override
    public boolean matchesExactly(Address address) {
        return anyMatches(address, AddressPattern::matchesExactly);
    }

    private boolean anyMatches(Address recipient, BiPredicate<AddressPattern, Address> matches) {
        for (String name : recipient.domain().upwards()) {
            List<AddressPattern> entries = byDomain.getOrDefault(name, List.of());
            if (entries.stream().anyMatch(entry -> matches.test(entry, recipient))) {
                return true;
            }
        }
        return false;
    }
}
