package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a rule does with the mail that it covers: one thing at least. */
@Schema(description = "What the rule does; an action that is absent it does not take")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Actions(
        @Nullable RelayWithTls relayWithTls,
        @Nullable Reject reject,
        @Nullable Hold hold,

        @Nullable @Schema(description = "Fields that the header gets behind its others, in this order")
        List<AddedHeader> addHeader,

        @Nullable @Schema(description = "Put before the Subject", examples = "[External]")
        String prependSubject,

        @Nullable @Schema(description = "Who gets a copy", examples = "[\"archive@sender.example\"]")
        List<String> bcc) {

    public Actions {
        addHeader = addHeader == null ? null : List.copyOf(addHeader);
        bcc = bcc == null ? null : List.copyOf(bcc);
    }

    /** Those that neither change nor copy the mail. */
    public Actions(@Nullable RelayWithTls relayWithTls, @Nullable Reject reject, @Nullable Hold hold) {
        this(relayWithTls, reject, hold, null, null, null);
    }

    /** Whether the rule does nothing at all. */
    boolean areNone() {
        return Stream.of(relayWithTls, reject, hold, addHeader, prependSubject, bcc)
                .allMatch(Objects::isNull);
    }

    /**
     * The mail is refused.
     *
     * @param text null stands for the relays' own words
     */
    @Schema(description = "The mail is refused: at once where all its recipients are, else by a report")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reject(
            @Nullable @Schema(examples = "Contracts leave by the portal only.")
            String text) {}

    /** The mail waits in the relay until somebody lets it go or refuses it. */
    @Schema(description = "The mail waits until an operator lets it go or refuses it")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hold() {}

    /**
     * A field that the header gets.
     *
     * @param name one that occurs any number of times and that no part of mail transport gives a meaning to
     * @param value printable ASCII
     */
    @Schema(description = "A field of the header")
    public record AddedHeader(
            @Schema(examples = "X-Classification") String name,
            @Schema(examples = "external") String value) {}

    /**
     * The mail leaves over TLS of this strength or not at all.
     *
     * @param level null stands for {@link TlsLevel#ENCRYPT}
     * @param minVersion null stands for {@link TlsVersion#TLS_1_2}
     * @param names only at {@link TlsLevel#SECURE}; null: none beyond the recipient's domain
     * @param fingerprints only, and always, at {@link TlsLevel#FINGERPRINT}; lower-case hexadecimal
     * @param retryWindow an ISO 8601 duration; null stands for the relays' default of an hour
     */
    @Schema(description = "Relay with TLS encryption, or not at all; what is absent has its default")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RelayWithTls(
            @Nullable @Schema(examples = "encrypt") TlsLevel level,

            @Nullable @Schema(examples = "TLSv1.2") TlsVersion minVersion,

            @Nullable @Schema(
                    description = "With level secure: further names that the certificate may carry",
                    examples = "[\"mx.provider.example\", \".provider.example\"]")
            List<String> names,

            @Nullable @Schema(
                    description =
                            "With level fingerprint: SHA-256 of the public keys, any of which may be the server's",
                    examples = "[\"5f78c33274e43fa9de5659265c1d917e25c03722dcb0b8d27db8d5feaa813953\"]")
            List<String> fingerprints,

            @Nullable @Schema(defaultValue = "PT1H", examples = "PT4H")
            String retryWindow) {
        /** The switch is on and nothing else is said. */
        public static final RelayWithTls DEFAULTS = new RelayWithTls(null, null, null, null, null);

        public RelayWithTls {
            names = names == null ? null : List.copyOf(names);
            fingerprints = fingerprints == null ? null : List.copyOf(fingerprints);
        }
    }
}
