package io.sealpost.rules.scope;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.rules.tenant.Domain;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A domain as it is answered. */
@Schema(name = "Domain")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DomainView(
        @Schema(description = "In lower case, as A-labels", examples = "sender.example")
        String name,

        @Schema(description = "The revision in which it last changed; also its ETag", examples = "8")
        long revision,

        @Schema(examples = "acme") String organization,
        @Nullable @Schema(examples = "de") String locale,

        @Nullable @Schema(examples = "mail.sender.example:25")
        String inboundHost) {

    static DomainView of(Domain domain) {
        var values = domain.values();
        return new DomainView(
                domain.name(), domain.revision(), values.organization(), values.locale(), values.inboundHost());
    }
}
