package io.sealpost.relay.mail;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where failures are reported (RFC 5321 §4.5.5): an address, or the null path {@code <>} of mail that must never be
 * answered by a report.
 */
public final class ReversePath {
    /** The null reverse path. */
    public static final ReversePath NULL = new ReversePath(null);

    private final @Nullable Address address;

    private ReversePath(@Nullable Address address) {
        this.address = address;
    }

    public static ReversePath of(Address address) {
        return new ReversePath(address);
    }

    /** Reads what stands between the angle brackets of MAIL FROM; empty is the null path. */
    public static ReversePath parse(String text) {
        return text.isEmpty() ? NULL : of(Address.parse(text));
    }

    public Optional<Address> address() {
        return Optional.ofNullable(address);
    }

    public boolean isNull() {
        return address == null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReversePath path && address().equals(path.address());
    }

    @Override
    public int hashCode() {
        return address().hashCode();
    }

    /** Without angle brackets; empty for the null path. */
    @Override
    public String toString() {
        return address == null ? "" : address.toString();
    }
}
