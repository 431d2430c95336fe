package io.sealpost.relay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.relay.ruleset.CachedScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of the scopes that this relay holds, in the order of their names.
 *
 * @param source where the rules in force come from
 * @param lastContact when the relay was last sure that it had missed nothing
 * @param nextCursor for the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RulesetPage(
        @Schema(enumeration = {"topic", "saved copy", "none"})
        String source,

        Instant lastContact,
        List<Item> items,
        Optional<String> nextCursor) {

    /** One scope in short. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "CachedScope")
    public record Item(
            @Schema(examples = {"organization/acme", "domain/sender.example"})
            String scope,

            long epoch,
            long revision,

            @Schema(enumeration = {"applied", "deleted", "refused"})
            String state,

            @Schema(description = "Why it is refused.") Optional<String> reason) {
        static Item of(CachedScope held) {
            return new Item(
                    held.scope(), held.epoch(), held.revision(), held.state().word(), held.reason());
        }
    }
}
