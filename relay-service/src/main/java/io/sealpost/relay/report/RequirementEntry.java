package io.sealpost.relay.report;

import io.sealpost.relay.policy.TlsRequirement;
import java.util.Optional;

/** {@code requirement} of both topics; absent where nothing is demanded. */
record RequirementEntry(String level, String minVersion) {
    static Optional<RequirementEntry> of(TlsRequirement requirement) {
        return requirement.isRequired()
                ? Optional.of(new RequirementEntry(
                        requirement.level().word(), requirement.minVersion().protocol()))
                : Optional.empty();
    }
}
