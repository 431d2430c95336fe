package io.sealpost.platform.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the metrics of a service out of {@code docs/metrics.md}: the rows of the table below its heading, whose first
 * column names a metric and whose second says from when on it is there.
 *
 * @param fromTheStart those that are there as soon as the service is
 * @param fromTheFirst those that come with the first thing that they count
 */
public record DocumentedMetrics(Set<String> fromTheStart, Set<String> fromTheFirst) {
    private static final Pattern ROW = Pattern.compile("\\| `(sealpost_\\w+)(?:\\{[a-z,]+})?` \\| (start|first) \\|.*");
    private static final Pattern EXPOSED = Pattern.compile("(?m)^# TYPE (sealpost_\\w+) (\\w+)$");

    /** The metrics below that heading. */
    public static DocumentedMetrics of(String heading) throws IOException {
        DocumentedMetrics found = new DocumentedMetrics(new TreeSet<>(), new TreeSet<>());
        boolean inside = false;
        for (String line : Files.readAllLines(file())) {
            Matcher row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                inside = line.equals("## " + heading);
            } else if (inside && row.matches()) {
                (row.group(2).equals("start") ? found.fromTheStart : found.fromTheFirst).add(row.group(1));
            }
        }
        return found;
    }

    /** The metrics of ours in the text that Prometheus gets, but for the greatest values beside timers. */
    public static Set<String> exposed(String text) {
        Set<String> names = new TreeSet<>();
        EXPOSED.matcher(text).results().forEach(type -> names.add(name(type)));
        names.removeIf(name -> name.endsWith("_max") && names.contains(name.replaceFirst("_max$", "")));
        return names;
    }

    /** In the OpenMetrics format the type of a counter is told without the ending of its samples. */
    private static String name(MatchResult type) {
        String name = type.group(1);
        return type.group(2).equals("counter") && !name.endsWith("_total") ? name + "_total" : name;
    }

    private static Path file() {
        return Path.of(System.getProperty("sealpost.contracts")).resolveSibling("metrics.md");
    }
}
