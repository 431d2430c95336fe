package io.sealpost.rules.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A domain whose mail is carried for an organization; pending, and so not carried, until somebody vouched for it.
 */
@Entity
@Table(name = "domains")
public class Domain {

    @Id
    private String name;

    @Column(nullable = false)
    private String organization;

    private @Nullable String locale;
    private @Nullable String inboundHost;
    private boolean suspended;
    private @Nullable Integer messagesPerHour;
    private @Nullable Integer recipientsPerHour;
    private long revision;
    private @Nullable String challenge;
    private @Nullable String verifiedBy;
    private @Nullable Instant verifiedAt;

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
        suspended = values.suspended();
        messagesPerHour = values.limits().messagesPerHour();
        recipientsPerHour = values.limits().recipientsPerHour();
        return true;
    }

    public void revised(long newRevision) {
        revision = newRevision;
    }

    /** Asks for proof: this text in the DNS. What was asked before counts no more. */
    public void challenge(String text) {
        challenge = text;
    }

    /** Notes who vouched for it; returns whether nobody had before. */
    public boolean verify(Voucher voucher, Instant at) {
        if (!isPending()) {
            return false;
        }
        verifiedBy = voucher.name().toLowerCase(Locale.ROOT);
        verifiedAt = at;
        return true;
    }

    public boolean isPending() {
        return verifiedBy == null;
    }

    /** What the DNS is to show while it is pending. */
    public Optional<String> challenge() {
        return isPending() ? Optional.ofNullable(challenge) : Optional.empty();
    }

    public @Nullable String verifiedBy() {
        return verifiedBy;
    }

    public @Nullable Instant verifiedAt() {
        return verifiedAt;
    }

    public String name() {
        return name;
    }

    public long revision() {
        return revision;
    }

    public Values values() {
        return new Values(
                organization, locale, inboundHost, suspended, new DomainLimits(messagesPerHour, recipientsPerHour));
    }

    /** Who can say that a domain is its organization's. */
    public enum Voucher {
        OPERATOR,
        DNS
    }

    /**
     * What a domain says of itself, normalised; {@code inboundHost} with its port.
     *
     * @param suspended whether nothing is taken from its submitters for now
     */
    public record Values(
            String organization,
            @Nullable String locale,
            @Nullable String inboundHost,
            boolean suspended,
            DomainLimits limits) {
        public Values {
            Objects.requireNonNull(organization);
            Objects.requireNonNull(limits);
        }
    }
}
