package io.sealpost.rules.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A domain whose mail this relay carries for an organization. */
@Entity
@Table(name = "domains")
public class Domain {

    @Id
    private String name;

    @Column(nullable = false)
    private String organization;

    private @Nullable String locale;
    private @Nullable String inboundHost;
    private long revision;

    protected Domain() {}

    public Domain(DomainName name) {
        this.name = name.ascii();
    }

    /** Takes these values; returns whether that changes anything. */
    public boolean become(Values values) {
        if (revision != 0 && values.equals(values())) {
            return false;
        }
        organization = values.organization();
        locale = values.locale();
        inboundHost = values.inboundHost();
        return true;
    }

    public void revised(long newRevision) {
        revision = newRevision;
    }

    public String name() {
        return name;
    }

    public long revision() {
        return revision;
    }

    public Values values() {
        return new Values(organization, locale, inboundHost);
    }

    /** What a domain says of itself, normalised; {@code inboundHost} with its port. */
    public record Values(
            String organization,
            @Nullable String locale,
            @Nullable String inboundHost) {
        public Values {
            Objects.requireNonNull(organization);
        }
    }
}
