package io.sealpost.relay.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.relay.policy.AcceptedName;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TlsRequirement;
import java.util.List;
import java.util.Optional;

/** {@code requirement} of both topics; absent where nothing is demanded. */
public record RequirementEntry(
        String level,
        String minVersion,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DemandEntry> demands,
        String retryWindow) {
    public static Optional<RequirementEntry> of(TlsRequirement requirement) {
        return requirement.isRequired()
                ? Optional.of(new RequirementEntry(
                        requirement.level().word(),
                        requirement.minVersion().protocol(),
                        requirement.demands().stream().map(DemandEntry::of).toList(),
                        requirement.retryWindow().toString()))
                : Optional.empty();
    }

    /** {@code requirement.demands[]}: what the certificate must show; all of them must hold. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record DemandEntry(String level, List<String> names, List<String> fingerprints) {
        static DemandEntry of(Demand demand) {
            return new DemandEntry(
                    demand.level().word(),
                    demand.names().stream().map(AcceptedName::toString).toList(),
                    demand.pins().stream().map(SpkiPin::hex).toList());
        }
    }
}
