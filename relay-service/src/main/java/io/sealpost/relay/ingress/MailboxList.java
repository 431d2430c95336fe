package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds all addresses in a From or Sender field (RFC 5322 §3.4, RFC 6854), and their domains.
 *
 * <p>Whatever some reader might take for an address counts, in angle brackets or not; what stands in comments and in
 * quoted or encoded display names does not. A field in which an address has no domain, or which cannot be read, gives no
 * answer: then the message must not pass for one of a known sender.
 */
final class MailboxList {
    private final List<MailboxToken> tokens;
    private final Set<Domain> domains = new LinkedHashSet<>();
    private final List<Address> addresses = new ArrayList<>();
    private boolean complete = true;
    private int next;

    /**
     * What a field holds.
     *
     * @param domains of all addresses, in their order
     * @param addresses those whose local part could be read, too
     * @param complete whether these are all
     */
    record Found(Set<Domain> domains, List<Address> addresses, boolean complete) {}

    private MailboxList(List<MailboxToken> tokens) {
        this.tokens = tokens;
    }

    /** What the field holds; empty if it cannot be read. */
    static Optional<Found> in(String field) {
        return MailboxToken.scan(field).flatMap(tokens -> new MailboxList(tokens).read());
    }

    private Optional<Found> read() {
        boolean inGroup = false;
        while (next < tokens.size()) {
            if (peek(':') || peek(';')) {
                // The name before the colon of a group is a phrase; a semicolon ends the group.
                if (inGroup == peek(':')) {
                    return Optional.empty();
                }
                inGroup = !inGroup;
                next++;
            } else if (peek(',')) {
                next++;
            } else if (!mailbox()) {
                return Optional.empty();
            }
        }
        return inGroup ? Optional.empty() : Optional.of(new Found(domains, addresses, complete));
    }

    /** A mailbox or the name of a group, up to what separates it from the next. */
    private boolean mailbox() {
        boolean address = false;
        int start = next;
        while (next < tokens.size() && !peek(',') && !peek(';') && !peek(':')) {
            if (peek('<')) {
                if (!angle()) {
                    return false;
                }
                address = true;
            } else if (peek('@')) {
                if (!domain(start)) {
                    return false;
                }
                address = true;
            } else if (!take(MailboxToken::isWord)) {
                return false;
            }
        }
        return address != peek(':');
    }

    /** {@code <local@domain>}, with the source route that RFC 5322 §4.4 knows. */
    private boolean angle() {
        next++;
        if (peek('@')) {
            while (next < tokens.size() && !peek(':')) {
                next++;
            }
            next++;
        }
        int start = next;
        while (take(MailboxToken::isWord)) {
            // The local part: whatever it is, it is no domain.
        }
        boolean read = peek('@') && domain(start) && peek('>');
        next++;
        return read;
    }

    /** {@code @} and atoms that dots join, with blanks and comments around them (RFC 5322 §4.4), behind a local part. */
    private boolean domain(int start) {
        String local = local(start);
        next++;
        List<String> parts = new ArrayList<>();
        while (next < tokens.size() && tokens.get(next).isAtom() && continues(parts)) {
            parts.add(tokens.get(next++).text());
        }
        try {
            Domain domain = Domain.parse(String.join("", parts));
            domains.add(domain);
            address(local, domain);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What stands from there to the {@code @}, as one word. */
    private String local(int start) {
        StringBuilder local = new StringBuilder();
        for (MailboxToken token : tokens.subList(start, next)) {
            local.append(token.text());
        }
        return local.toString();
    }

    /** A local part that is none, such as several words, leaves open who that is. */
    private void address(String local, Domain domain) {
        try {
            addresses.add(Address.parse(local + "@" + domain));
        } catch (IllegalArgumentException e) {
            complete = false;
        }
    }

    private boolean continues(List<String> parts) {
        return parts.isEmpty()
                || parts.get(parts.size() - 1).endsWith(".")
                || tokens.get(next).text().startsWith(".");
    }

    private boolean peek(char special) {
        return next < tokens.size() && tokens.get(next).is(special);
    }

    private boolean take(Predicate<MailboxToken> wanted) {
        boolean found = next < tokens.size() && wanted.test(tokens.get(next));
        if (found) {
            next++;
        }
        return found;
    }
}
