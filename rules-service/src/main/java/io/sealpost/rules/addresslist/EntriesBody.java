package io.sealpost.rules.addresslist;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.problem.WholeDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Entries as they are sent, in JSON or as lines of text. */
@Schema(
        name = "AddressListEntries",
        description = "Domains (bank.example), domains below one (*.bank.example) and addresses (cfo@bank.example)",
        requiredProperties = "entries")
final class EntriesBody implements WholeDocument {

    private static final int MOST_VIOLATIONS = 100;

    @Schema(examples = "[\"bank.example\", \"*.bank.example\", \"cfo@partner.example\"]")
    private final @Nullable List<@Nullable String> entries;

    private final String place;
    private final int first;

    @JsonCreator
    EntriesBody(@JsonProperty("entries") @Nullable List<@Nullable String> entries) {
        this(entries, "entries[%d]", 0);
    }

    private EntriesBody(@Nullable List<@Nullable String> entries, String place, int first) {
        this.entries = entries;
        this.place = place;
        this.first = first;
    }

    /** One entry a line; empty lines do not count. */
    static EntriesBody ofLines(List<String> lines) {
        List<@Nullable String> entries = new ArrayList<>();
        lines.forEach(line -> entries.add(line.isBlank() ? "" : line));
        return new EntriesBody(entries, "line %d", 1);
    }

    private boolean isText() {
        return first == 1;
    }

    /** The entries in canonical form, each once; throws with the places of those that do not fit. */
    Set<String> values() {
        Violations violations = new Violations();
        Set<String> values = new TreeSet<>();
        if (entries == null) {
            violations.add("entries", null, "a list of entries");
            violations.refuseIfAny();
            return values;
        }
        int wrong = 0;
        for (int i = 0; i < entries.size() && wrong < MOST_VIOLATIONS; i++) {
            String text = entries.get(i);
            if (isText() && "".equals(text)) {
                continue;
            }
            Optional<AddressPattern> entry = Optional.ofNullable(text).flatMap(AddressPattern::entry);
            if (entry.isEmpty()) {
                wrong++;
                violations.add(place.formatted(i + first), text, AddressPattern.ENTRY_EXPECTED);
            }
            entry.map(AddressPattern::text).ifPresent(values::add);
        }
        violations.refuseIfAny();
        return values;
    }
}
