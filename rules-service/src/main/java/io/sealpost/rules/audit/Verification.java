package io.sealpost.rules.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.rules.audit.Seals.Seal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Up to where the chain holds. Pure: what was read goes in, and what is wrong with it comes out. */
@Schema(name = "AuditVerification")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verification(
        @Schema(description = "Whether every change that is sealed is as it was sealed, and none is missing")
        boolean holds,

        @Schema(description = "The last position up to which all is well", examples = "4711")
        long position,

        @Schema(description = "The hash there; whoever keeps it elsewhere can compare it later")
        String hash,

        @Schema(description = "Changes of the last moment, not sealed yet", examples = "0")
        long unsealed,

        @Nullable @Schema(description = "What is wrong behind that position")
        String broken) {

    static Verification of(Chain chain) {
        return new Verification(true, chain.position(), chain.hash(), 0, null);
    }

    /** After these further seals. */
    Verification with(List<Seal> seals, Map<Long, AuditEntry> entries) {
        Verification verified = this;
        for (Seal seal : seals) {
            if (verified.holds) {
                verified = verified.with(seal, entries.get(seal.entry()));
            }
        }
        return verified;
    }

    private Verification with(Seal seal, @Nullable AuditEntry entry) {
        Chain present = new Chain(position, hash);
        if (seal.chain().position() != position + 1) {
            return broken("The seal of position " + (position + 1) + " is missing.");
        }
        if (entry == null) {
            return broken("The change " + seal.entry() + ", which was sealed next, is missing.");
        }
        return present.with(entry).equals(seal.chain())
                ? of(seal.chain())
                : broken("The change " + seal.entry() + " or its seal is not what it was.");
    }

    /** With what is behind the chain's end. */
    Verification with(long waiting, long uncovered) {
        Verification counted = new Verification(holds, position, hash, waiting, broken);
        return holds && uncovered > 0 ? counted.broken(uncovered + " changes have no seal.") : counted;
    }

    private Verification broken(String what) {
        return new Verification(false, position, hash, unsealed, what);
    }
}
