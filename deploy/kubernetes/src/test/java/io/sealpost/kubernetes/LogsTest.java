package io.sealpost.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logmanager.formatters.StructuredFormatter;
import org.junit.jupiter.api.Test;

/** The keys in docs/logs.md are those that the services log, and its fields are those of a line. */
class LogsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    /** {@code key=%s} in the words of a message, or the name given to what appends a pair. */
    private static final String LOGGED =
            "(?:(?<![A-Za-z.?&])(?=[a-z][A-Za-z]*=(?:\\\\\")?%[sd])|add\\(\\s*line,\\s*\")([A-Za-z]+)";

    @Test
    void theKeysOfMessagesAreThoseThatAreLogged() {
        Set<String> logged = Source.SERVICES.stream()
                .flatMap(service -> new Source(service).found(LOGGED).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented("Keys of messages")).isEqualTo(logged);
    }

    @Test
    void theFieldsOfTheObjectAreThoseOfItsFormatter() {
        Set<String> fields = Arrays.stream(StructuredFormatter.Key.values())
                .map(StructuredFormatter.Key::getKey)
                .collect(Collectors.toSet());

        assertThat(documented("Fields of the object")).hasSize(5).isSubsetOf(fields);
    }

    private static Set<String> documented(String heading) {
        String section = Repository.read("docs/logs.md")
                .split("(?m)^## " + heading + "$", -1)[1]
                .split("(?m)^## ", -1)[0];
        return ROW.matcher(section)
                .results()
                .flatMap(row -> CODE.matcher(row.group(1)).results())
                .map(code -> code.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
