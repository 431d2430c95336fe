package io.sealpost.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.platform.test.DocumentedMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboards and alerts ask for metrics that there are, and every alert leads to a section of the runbook. */
class ObservabilityTest {
    private static final Pattern METRIC = Pattern.compile("\\b(sealpost_\\w+)");
    private static final Pattern LINK = Pattern.compile("runbook\\.md#([a-z0-9-]+)");
    private static final List<String> SERIES_OF_A_TIMER = List.of("_bucket", "_count", "_sum", "_max");

    @Test
    void dashboardsShowMetricsThatThereAre() {
        List<Path> dashboards = Repository.files("deploy/observability/dashboards", ".json");

        assertThat(dashboards)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("delivery.json", "overview.json", "rules.json", "tls.json");
        assertThat(dashboards).allSatisfy(file -> {
            List<String> asked = dashboard(file).findValuesAsText("expr");
            assertThat(asked).isNotEmpty();
            assertThat(metrics(String.join("\n", asked))).isNotEmpty().isSubsetOf(documented());
        });
    }

    @Test
    void alertsWatchMetricsThatThereAre() {
        assertThat(alerts())
                .hasSizeGreaterThan(20)
                .allSatisfy(alert ->
                        assertThat(metrics(alert.path("expr").asText())).isSubsetOf(documented()));
    }

    @Test
    void everyAlertIsTestedByFiringAndByBeingQuiet() {
        String tests = Repository.read("deploy/observability/tests/alerts.yaml");

        assertThat(alerts())
                .extracting(alert -> alert.path("alert").asText())
                .allSatisfy(name ->
                        assertThat(tests).contains("- name: " + name + " fires\n", "- name: " + name + " is quiet\n"));
    }

    @Test
    void everyAlertHasASectionOfTheRunbook() {
        assertThat(alerts()).allSatisfy(alert -> {
            String link = alert.at("/annotations/runbook").asText();
            assertThat(link).startsWith("docs/runbook.md#");
            assertThat(sections()).contains(link.substring(link.indexOf('#') + 1));
        });
    }

    @Test
    void everyLinkIntoTheRunbookLeadsToASection() {
        Stream<String> linked = Repository.files("docs", ".md").stream()
                .flatMap(file -> LINK.matcher(Repository.read(file)).results())
                .map(result -> result.group(1));

        assertThat(linked.collect(Collectors.toSet())).isSubsetOf(sections());
    }

    private static List<JsonNode> alerts() {
        return Manifest.of("PrometheusRule").stream()
                .flatMap(each -> Manifest.list(each.node().at("/spec/groups")).stream())
                .flatMap(group -> Manifest.list(group.path("rules")).stream())
                .toList();
    }

    private static JsonNode dashboard(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static Set<String> metrics(String expression) {
        return METRIC.matcher(expression)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String service : Source.SERVICES) {
            DocumentedMetrics metrics = DocumentedMetrics.of(service);
            names.addAll(metrics.fromTheStart());
            names.addAll(metrics.fromTheFirst());
        }
        names.stream()
                .filter(name -> name.endsWith("_seconds"))
                .flatMap(name -> SERIES_OF_A_TIMER.stream().map(name::concat))
                .toList()
                .forEach(names::add);
        return names;
    }

    /** As GitHub names the headings of a page. */
    private static Set<String> sections() {
        return Repository.read("docs/runbook.md")
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
