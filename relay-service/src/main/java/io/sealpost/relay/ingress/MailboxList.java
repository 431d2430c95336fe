package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Domain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the domains of all addresses in a From or Sender field (RFC 5322 §3.4, RFC 6854).
 *
 * <p>Whatever some reader might take for an address counts, in angle brackets or not; what stands in comments and in
 * quoted or encoded display names does not. A field in which an address has no domain, or which cannot be read, gives no
 * answer: then the message must not pass for one of a known sender.
 */
final class MailboxList {
    private final List<MailboxToken> tokens;
    private final Set<Domain> domains = new LinkedHashSet<>();
    private int next;

    private MailboxList(List<MailboxToken> tokens) {
        this.tokens = tokens;
    }

    /** The domains in their order; empty if the field cannot be read. */
    static Optional<Set<Domain>> domains(String field) {
        return MailboxToken.scan(field).flatMap(tokens -> new MailboxList(tokens).read());
    }

    private Optional<Set<Domain>> read() {
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
        return inGroup ? Optional.empty() : Optional.of(domains);
    }

    /** A mailbox or the name of a group, up to what separates it from the next. */
    private boolean mailbox() {
        boolean address = false;
        while (next < tokens.size() && !peek(',') && !peek(';') && !peek(':')) {
            if (peek('<')) {
                if (!angle()) {
                    return false;
                }
                address = true;
            } else if (peek('@')) {
                if (!domain()) {
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
        while (take(MailboxToken::isWord)) {
            // The local part: whatever it is, it is no domain.
        }
        boolean read = peek('@') && domain() && peek('>');
        next++;
        return read;
    }

    /** {@code @} and atoms that dots join, with blanks and comments around them (RFC 5322 §4.4). */
    private boolean domain() {
        next++;
        List<String> parts = new ArrayList<>();
        while (next < tokens.size() && tokens.get(next).isAtom() && continues(parts)) {
            parts.add(tokens.get(next++).text());
        }
        try {
            domains.add(Domain.parse(String.join("", parts)));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
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
