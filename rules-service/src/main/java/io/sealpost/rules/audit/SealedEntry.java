package io.sealpost.rules.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change at its place in the chain. */
@Schema(name = "SealedAuditEntry")
record SealedEntry(
        @Schema(description = "Place in the chain of hashes", examples = "4711")
        long position,

        @Schema(
                description =
                        "SHA-256 of the hash before, a line feed, and this change in canonical JSON without position"
                                + " and hash")
        String hash,

        @JsonUnwrapped AuditEntry entry) {}
