package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a rule does with the mail that it covers. */
@Schema(description = "What the rule does")
public record Actions(RelayWithTls relayWithTls) {

    /**
     * The mail leaves over TLS or not at all.
     *
     * @param level null stands for {@link TlsLevel#ENCRYPT}
     */
    @Schema(description = "Relay with TLS encryption, or not at all")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RelayWithTls(
            @Nullable @Schema(defaultValue = "encrypt", examples = "encrypt")
            TlsLevel level) {}
}
