package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportType;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What the list of reports is narrowed to; a parameter that is not there narrows nothing. */
public class ReportFilter {

    @QueryParam("status")
    @Parameter(description = "received, submitted, suppressed or failed", example = "failed")
    @Nullable String status;

    @QueryParam("type")
    @Parameter(
            description = "of the event, or storm and undelivered for messages that tell of many reports",
            example = "tls-failure")
    @Nullable String type;

    @QueryParam("event")
    @Parameter(description = "id of the event", example = "0193591e-2222-7000-8000-000000000001")
    @Nullable String event;

    @QueryParam("queueId")
    @Parameter(description = "of the message that is told of", example = "0MVDH8R5C0001")
    @Nullable String queueId;

    @QueryParam("sender")
    @Parameter(description = "the address that is told, in any case", example = "alice@sender.example")
    @Nullable String sender;

    @QueryParam("recipient")
    @Parameter(description = "an address that is told of, in any case", example = "bob@bank.example")
    @Nullable String recipient;

    @QueryParam("toldBy")
    @Parameter(description = "id of the storm or undelivered message that tells of it")
    @Nullable String toldBy;

    @QueryParam("since")
    @Parameter(description = "stored at or after", example = "2026-11-24T08:00:00Z")
    @Schema(type = SchemaType.STRING, format = "date-time")
    @Nullable String since;

    @QueryParam("until")
    @Parameter(description = "stored before", example = "2026-11-25T08:00:00Z")
    @Schema(type = SchemaType.STRING, format = "date-time")
    @Nullable String until;

    /** Conditions with one question mark each, and what stands there; what no report can have is the caller's mistake. */
    Map<String, Object> conditions() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        add(conditions, "r.status = ?", status, ReportFilter::status);
        type(conditions);
        add(conditions, "e.id = ?", event, id -> text("event", id));
        add(conditions, "e.queueId = ?", queueId, id -> text("queueId", id));
        add(conditions, "r.addressee = ?", sender, address -> folded("sender", address));
        add(conditions, "array_contains(e.recipients, ?)", recipient, address -> folded("recipient", address));
        add(conditions, "r.toldBy = ?", toldBy, id -> text("toldBy", id));
        add(conditions, "r.createdAt >= ?", since, time -> time("since", time));
        add(conditions, "r.createdAt < ?", until, time -> time("until", time));
        return conditions;
    }

    private void type(Map<String, Object> conditions) {
        Optional<Digest.Kind> kind = Arrays.stream(Digest.Kind.values())
                .filter(each -> each.wireName().equals(type))
                .findFirst();
        if (kind.isPresent()) {
            conditions.put("d.kind = ?", kind.get());
        } else {
            add(conditions, "e.type = ?", type, ReportFilter::eventType);
        }
    }

    private static void add(
            Map<String, Object> conditions, String condition, @Nullable String given, Function<String, Object> read) {
        if (given != null) {
            conditions.put(condition, read.apply(given));
        }
    }

    private static Object status(String name) {
        return ReportStatus.ofWireName(name)
                .orElseThrow(
                        () -> RecordProblem.invalid("status", name, "one of received, submitted, suppressed, failed"));
    }

    private static Object eventType(String name) {
        List<String> types =
                Arrays.stream(ReportType.values()).map(ReportType::wireName).toList();
        if (!types.contains(name)) {
            throw RecordProblem.invalid("type", name, "one of " + String.join(", ", types) + ", storm, undelivered");
        }
        return name;
    }

    /** PostgreSQL has no place for NUL in a text and refuses the query. */
    private static String text(String parameter, String text) {
        if (text.indexOf('\0') >= 0) {
            throw RecordProblem.invalid(parameter, text, "free of NUL characters");
        }
        return text;
    }

    private static Object folded(String parameter, String address) {
        return text(parameter, address).toLowerCase(Locale.ROOT);
    }

    private static Object time(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw RecordProblem.invalid(parameter, text, "a time such as 2026-11-24T08:00:00Z");
        }
    }
}
