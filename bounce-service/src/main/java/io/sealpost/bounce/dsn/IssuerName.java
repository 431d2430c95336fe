package io.sealpost.bounce.dsn;

import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The name of an issuer of certificates (RFC 4514) as people know it: {@code R11 (Let's Encrypt)}. */
final class IssuerName {

    private IssuerName() {}

    /** The common name, behind it the organization; what has neither, or is no such name, stays as it is. */
    static String of(String distinguished) {
        try {
            List<Rdn> parts = new LdapName(distinguished).getRdns();
            Optional<String> name = value(parts, "CN");
            Optional<String> organization = value(parts, "O");
            return name.map(common -> common
                            + organization.map(whose -> " (" + whose + ")").orElse(""))
                    .or(() -> organization)
                    .orElse(distinguished);
        } catch (InvalidNameException e) {
            return distinguished;
        }
    }

    private static Optional<String> value(List<Rdn> parts, String type) {
        return parts.stream()
                .filter(part -> part.getType().equalsIgnoreCase(type))
                .map(Rdn::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }
}
