package io.sealpost.rules.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change at its place in the chain. */
@Schema(name = "SealedAuditEntry")
record SealedEntry(
        @Schema(description = "Place in the chain of hashes", examples = "4711")
        long position,

        @Schema(
                description =
                        "SHA-256 of the hash before, a line feed, and this change in canonical JSON without position,"
                                + " hash and warnings")
        String hash,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                description = "What to know of it: such as that signatures no longer hold. No part of the change",
                examples = "[\"[Extern]: A DKIM signature that covers the Subject, as most do, no longer holds"
                        + " behind this relay.\"]")
        List<String> warnings,

        @JsonUnwrapped AuditEntry entry) {}
