package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.rules.addresslist.AddressPattern;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which mail a rule covers, normalised: all that is not null must agree.
 *
 * @param headers by the name of the field, as its author spelt it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Which mail the rule covers: all of these must agree")
public record Criteria(
        @Nullable @Schema(description = "Whom the mail is for; decided for each recipient")
        Selection to,

        @Nullable @Schema(description = "Whom it is from: reverse path, From and Sender")
        Selection from,

        @Nullable @Schema(description = "Its subject, decoded")
        Selection subject,

        @Nullable @Schema(description = "Other fields of its header, decoded, by their names")
        Map<String, Selection> headers,

        @Nullable @Schema(description = "The texts in it, decoded, HTML as text")
        Selection body,

        @Nullable @Schema(description = "The names of its attachments, decoded")
        Selection attachments,

        @Nullable Size size,

        @Nullable @Schema(description = "The network that it was submitted from")
        Selection sourceNetwork) {

    public Criteria {
        headers = headers == null ? null : Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** Names of the address lists that any of the criteria needs. */
    Set<String> lists() {
        return addresses()
                .flatMap(pattern -> new AddressPattern(pattern).listName().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The address patterns of all criteria. */
    Stream<String> addresses() {
        return Stream.of(to, from).flatMap(Stream::ofNullable).flatMap(Selection::patterns);
    }

    /** Both bounds belong to it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SizeCriterion", description = "How large it is, in octets")
    public record Size(
            @Nullable @Schema(examples = "1000000") Long atLeast,
            @Nullable @Schema(examples = "25000000") Long atMost) {}
}
