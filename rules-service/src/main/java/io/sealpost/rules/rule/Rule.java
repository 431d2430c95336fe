package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A rule as it stands and as it is answered.
 *
 * @param revision the scope's revision in which it last changed
 */
@Schema(description = "A message rule as it stands")
public record Rule(
        UUID id,

        @Schema(description = "The revision in which it last changed; also its ETag", examples = "40")
        long revision,

        @Schema(examples = "Banks") String name,
        Direction direction,
        boolean enabled,
        Mode mode,
        @JsonUnwrapped ActiveTime active,
        Criteria criteria,
        Actions actions) {

    RuleValues values() {
        return new RuleValues(name, direction, enabled, mode, active, criteria, actions);
    }
}
