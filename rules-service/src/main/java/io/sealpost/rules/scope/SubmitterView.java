package io.sealpost.rules.scope;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A submitter as it is answered. */
@Schema(name = "Submitter")
record SubmitterView(
        UUID id,
        @Schema(examples = "sender.example") String domain,
        @Schema(examples = "192.0.2.0/24") String network,
        boolean forwards) {

    static SubmitterView of(Submitter submitter) {
        return new SubmitterView(submitter.id(), submitter.domain(), submitter.network(), submitter.forwards());
    }
}
