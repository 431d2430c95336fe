package io.sealpost.relay.report;

import io.sealpost.relay.outcome.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hosts of one event: what several recipients share stands once, and each refers to it by its index. */
final class HostTable {
    private final Map<Observation, Integer> indexes = new LinkedHashMap<>();

    List<Integer> indexesOf(List<Observation> seen) {
        List<Integer> found = new ArrayList<>();
        for (Observation each : seen) {
            Integer known = indexes.putIfAbsent(each, indexes.size());
            found.add(known == null ? indexes.size() - 1 : known);
        }
        return found;
    }

    List<HostEntry> entries() {
        return indexes.keySet().stream().map(HostEntry::of).toList();
    }
}
