package io.sealpost.rules.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A company, or a provider above its customers. */
@Entity
@Table(name = "organizations")
public class Organization {

    private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    @Id
    private String id;

    @Column(nullable = false)
    private String displayName;

    private @Nullable String parent;
    private @Nullable String contact;
    private @Nullable String locale;
    private long revision;

    protected Organization() {}

    public Organization(String id) {
        this.id = id;
    }

    /** Whether this could be the id of an organization. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Takes these values; returns whether that changes anything. */
    public boolean become(Values values) {
        if (revision != 0 && values.equals(values())) {
            return false;
        }
        displayName = values.displayName();
        parent = values.parent();
        contact = values.contact();
        locale = values.locale();
        return true;
    }

    public void revised(long newRevision) {
        revision = newRevision;
    }

    public String id() {
        return id;
    }

    public long revision() {
        return revision;
    }

    public Values values() {
        return new Values(displayName, parent, contact, locale);
    }

    /** What an organization says of itself, normalised. */
    public record Values(
            String displayName,
            @Nullable String parent,
            @Nullable String contact,
            @Nullable String locale) {
        public Values {
            Objects.requireNonNull(displayName);
        }
    }
}
