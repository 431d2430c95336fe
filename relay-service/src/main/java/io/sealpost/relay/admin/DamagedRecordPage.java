package io.sealpost.relay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.relay.spool.DamagedRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of the damaged records, in the order of their queue ids.
 *
 * @param nextCursor for the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DamagedRecordPage(List<Item> items, Optional<String> nextCursor) {

    /** One of them. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "DamagedRecord")
    public record Item(
            String queueId,
            String reason,

            @Schema(description = "How much is stored; absent where the disk gives nothing back.")
            Optional<Integer> octets) {
        static Item of(DamagedRecord record) {
            return new Item(record.key(), record.reason(), record.octets().map(octets -> octets.length));
        }
    }

    /** One with what is stored. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "DamagedRecordDetail")
    public record Detail(
            String queueId,
            String reason,

            @Schema(
                    description = "Each octet as the character of the same number (ISO 8859-1): a version octet, a"
                            + " checksum of four octets, then JSON; absent where the disk gives nothing back.")
            Optional<String> content) {
        static Detail of(DamagedRecord record) {
            return new Detail(
                    record.key(),
                    record.reason(),
                    record.octets().map(octets -> new String(octets, StandardCharsets.ISO_8859_1)));
        }
    }
}
