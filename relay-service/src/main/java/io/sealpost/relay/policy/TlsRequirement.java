package io.sealpost.relay.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * What a connection must offer before anything of a message may be said on it.
 *
 * <p>Requirements form a join-semilattice: {@link #join} is commutative, associative and idempotent, {@link #NONE} is
 * its neutral element, and the result is never weaker than either side.
 *
 * @param level how strong
 * @param minVersion the lowest TLS version, where TLS is required
 */
public record TlsRequirement(TlsLevel level, TlsVersion minVersion) {
    /** Nothing is demanded: TLS is opportunistic. */
    public static final TlsRequirement NONE = new TlsRequirement(TlsLevel.MAY, TlsVersion.TLS_1_2);
    /** TLS of any version that we speak, the certificate not judged. */
    public static final TlsRequirement ENCRYPT = new TlsRequirement(TlsLevel.ENCRYPT, TlsVersion.TLS_1_2);

    public TlsRequirement {
        Objects.requireNonNull(level);
        Objects.requireNonNull(minVersion);
    }

    /** Whether a delivery in clear is forbidden. */
    public boolean isRequired() {
        return level != TlsLevel.MAY;
    }

    /** The weakest requirement that is at least as strong as both. */
    public TlsRequirement join(TlsRequirement other) {
        return new TlsRequirement(
                level.compareTo(other.level) >= 0 ? level : other.level,
                minVersion.compareTo(other.minVersion) >= 0 ? minVersion : other.minVersion);
    }

    /**
     * Whether a connection meets this requirement.
     *
     * @param negotiated the TLS version of the connection; empty while it is in clear
     */
    public boolean isMetBy(Optional<TlsVersion> negotiated) {
        return !isRequired()
                || negotiated.filter(v -> v.compareTo(minVersion) >= 0).isPresent();
    }
}
