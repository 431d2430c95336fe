package io.sealpost.kubernetes;

import io.sealpost.platform.test.DocumentedSettings;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service has: its settings, and the words of its source. The settings below {@code sealpost} are those of
 * docs/configuration.md, which tests of each service hold against its code in both directions.
 */
record Source(String service) {
    static final Set<String> SERVICES = Set.of("rules-service", "relay-service", "bounce-service");

    private static final Pattern CODE = Pattern.compile("`((?:quarkus|kafka)\\.[^`]+)`((?:, `\\.[^`]+`)*)");
    private static final Pattern FURTHER = Pattern.compile("`(\\.[^`]+)`");

    /** Every topic that any service names. */
    static Set<String> topics() {
        return SERVICES.stream()
                .flatMap(service -> new Source(service).topicsInUse().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The topics that it names. */
    Set<String> topicsInUse() {
        return found("(sealpost\\.(?:rulesets|relay-status|deliveries|reports-due))(?:\"|\\s)");
    }

    /** The keys that it knows, a part in quotes being {@code *}: its own, and those of Quarkus that we document or set. */
    Set<String> settings() {
        Set<String> settings = new TreeSet<>(
                properties("src/main/resources/application.properties").stringPropertyNames());
        try {
            settings.addAll(DocumentedSettings.of(service).keySet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CODE.matcher(Repository.read("docs/configuration.md")).results().forEach(row -> {
            settings.add(row.group(1));
            further(row).forEach(settings::add);
        });
        return settings.stream().map(Source::general).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A part of the operator's choice is {@code *}, as the name of a TLS configuration. */
    static String general(String key) {
        return key.replaceAll("\"[^\"]+\"", "*").replaceFirst("^quarkus[.]tls[.][A-Za-z]+[.]", "quarkus.tls.*.");
    }

    /** {@code `a.b.c`, `.d`} stands for a.b.c and a.b.d. */
    private static Stream<String> further(MatchResult row) {
        String room = row.group(1).substring(0, row.group(1).lastIndexOf('.'));
        return FURTHER.matcher(row.group(2)).results().map(each -> room + each.group(1));
    }

    /** What the pattern's first group finds in its code and settings. */
    Set<String> found(String pattern) {
        return Stream.of(".java", ".properties")
                .flatMap(ending -> Repository.files(service + "/src/main", ending).stream())
                .flatMap(file ->
                        Pattern.compile(pattern).matcher(Repository.read(file)).results())
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean uses(String artifact) {
        return Repository.read(service + "/pom.xml").contains("<artifactId>" + artifact + "</artifactId>");
    }

    private Properties properties(String path) {
        return parse(Repository.read(service + "/" + path));
    }

    static Properties parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
