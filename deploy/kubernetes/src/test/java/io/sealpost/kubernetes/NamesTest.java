package io.sealpost.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every port, topic, secret, setting and path that a manifest names is one that the services have. */
class NamesTest {
    private static final Set<String> PROBES = Set.of("/q/health/live", "/q/health/ready");

    @ParameterizedTest
    @ValueSource(strings = {"rules-service", "relay-service", "bounce-service"})
    void aServiceKnowsEverySettingOfItsFile(String service) {
        Set<String> known = new Source(service).settings();

        assertThat(settings(service).stringPropertyNames())
                .allSatisfy(key -> assertThat(known).contains(Source.general(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules-service", "relay-service", "bounce-service"})
    void aServiceListensOnEveryPortOfItsContainer(String service) {
        Properties settings = settings(service);
        Set<String> listened = settings.stringPropertyNames().stream()
                .filter(key -> key.matches(".*[.-]port"))
                .map(settings::getProperty)
                .collect(Collectors.toSet());

        assertThat(containers(service).flatMap(each -> Manifest.list(each.path("ports")).stream()))
                .extracting(port -> port.path("containerPort").asText())
                .isNotEmpty()
                .allSatisfy(port -> assertThat(listened).contains(port));
    }

    @Test
    void everyPortThatIsNamedIsAPortOfAContainer() {
        Set<String> ports = Manifest.all().stream()
                .flatMap(each -> each.containers().stream())
                .flatMap(each -> Manifest.list(each.path("ports")).stream())
                .map(port -> port.path("name").asText())
                .collect(Collectors.toSet());

        assertThat(namedPorts())
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(ports).contains(name));
    }

    @ParameterizedTest
    @CsvSource({
        "sealpost.relays, sealpost.smtp.listeners.\"reports\".port",
        "sealpost.https-relays, quarkus.http.ssl-port"
    })
    void reportsGoWhereTheRelayTakesThem(String places, String port) {
        String taken = settings("relay-service").getProperty(port);
        Set<String> names = Manifest.of("Certificate").stream()
                .filter(each -> each.name().equals("relay-internal"))
                .flatMap(each -> Manifest.list(each.node().at("/spec/dnsNames")).stream())
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        Stream<String> told = Stream.concat(
                Stream.of(settings("bounce-service").getProperty(places)),
                containers("bounce-service")
                        .flatMap(each -> Manifest.list(each.path("env")).stream())
                        .filter(each -> each.path("name").asText().equals(variable(places)))
                        .map(each -> each.path("value").asText()));

        assertThat(told.flatMap(each -> Arrays.stream(each.split(","))))
                .isNotEmpty()
                .allSatisfy(place -> {
                    assertThat(place).endsWith(":" + taken);
                    assertThat(names).contains(place.replaceFirst(":.*", ""));
                });
    }

    @Test
    void everyTopicIsMadeAndMayBeUsedByThoseWhoUseIt() {
        Set<String> made = Manifest.of("KafkaTopic").stream()
                .map(each -> each.node().at("/spec/topicName").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(made).isEqualTo(Source.topics());
        assertThat(Manifest.of("KafkaTopic"))
                .allSatisfy(each -> assertThat(each.node()
                                .at("/spec/config/min.insync.replicas")
                                .asInt())
                        .isEqualTo(2));
        for (String service : Source.SERVICES) {
            Set<String> used = new Source(service).topicsInUse();
            assertThat(allowed(service, "topic")).as(service).isSubsetOf(made).isSubsetOf(used);
        }
        assertThat(allowed("bounce-service", "group"))
                .isEqualTo(new Source("bounce-service").found("group\\.id=(\\S+)"));
    }

    @Test
    void onlyTheRulesServiceWritesRulesets() {
        assertThat(Manifest.of("KafkaUser"))
                .filteredOn(user -> acls(user)
                        .anyMatch(acl -> acl.at("/resource/name").asText().equals("sealpost.rulesets")
                                && acl.path("operations").toString().matches(".*(Write|All|Alter|Delete|Create).*")))
                .extracting(Manifest::name)
                .containsOnly("rules");
    }

    @Test
    void everySecretIsMadeByAnOperatorOrListedForOne() {
        Set<String> known = new HashSet<>(Secrets.listed());
        known.addAll(Secrets.madeByOperators());

        assertThat(Secrets.used())
                .hasSizeGreaterThan(8)
                .allSatisfy(secret -> assertThat(known).contains(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules-service", "relay-service", "bounce-service"})
    void everyFileThatASettingNamesIsMounted(String service) {
        Set<String> mounted = Secrets.files(service);
        Properties settings = settings(service);
        Stream<String> named = Stream.concat(
                settings.stringPropertyNames().stream().map(settings::getProperty),
                containers(service)
                        .flatMap(each -> Manifest.list(each.path("env")).stream())
                        .map(each -> each.path("value").asText()));

        assertThat(named.filter(value -> value.startsWith("/etc/sealpost/")))
                .allSatisfy(file -> assertThat(mounted).contains(file));
    }

    @Test
    void everyProbeAsksWhatTheServiceAnswers() {
        Stream<JsonNode> probes = Source.SERVICES.stream()
                .peek(service -> assertThat(new Source(service).uses("quarkus-smallrye-health"))
                        .isTrue())
                .flatMap(NamesTest::containers)
                .flatMap(each -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                        .map(each::path))
                .filter(probe -> !probe.isMissingNode());

        assertThat(probes)
                .isNotEmpty()
                .allSatisfy(probe ->
                        assertThat(PROBES).contains(probe.at("/httpGet/path").asText()));
        assertThat(Manifest.of("ServiceMonitor"))
                .allSatisfy(each -> assertThat(
                                each.node().at("/spec/endpoints/0/path").asText())
                        .isEqualTo("/q/metrics"));
    }

    @Test
    void theIngressShowsTheApiAlone() {
        Source rules = new Source("rules-service");
        Set<String> paths = rules.found("@Path\\(\"(/v1)[/\"]");
        if (rules.uses("quarkus-smallrye-openapi")) {
            paths.addAll(List.of("/q/openapi", "/q/swagger-ui"));
        }

        assertThat(Manifest.of("Ingress").stream()
                        .flatMap(each -> Manifest.list(each.node().at("/spec/rules/0/http/paths")).stream()))
                .isNotEmpty()
                .extracting(path -> path.path("path").asText())
                .isSubsetOf(paths);
    }

    static Properties settings(String service) {
        return Source.parse(Repository.read("deploy/kubernetes/base/" + service + "/application.properties"));
    }

    static Stream<JsonNode> containers(String service) {
        return Manifest.all().stream()
                .flatMap(each -> each.containers().stream())
                .filter(each -> each.path("name").asText().equals(service));
    }

    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static List<String> namedPorts() {
        Stream<JsonNode> probed = Manifest.all().stream()
                .flatMap(each -> each.containers().stream())
                .flatMap(each -> each.findValues("httpGet").stream())
                .map(each -> each.path("port"));
        Stream<JsonNode> served = Manifest.of("Service").stream()
                .flatMap(each -> Manifest.list(each.node().at("/spec/ports")).stream())
                .map(each -> each.path("targetPort"));
        Stream<JsonNode> allowed = Manifest.of("NetworkPolicy").stream()
                .flatMap(each -> each.node().findValues("ports").stream())
                .flatMap(each -> Manifest.list(each).stream())
                .map(each -> each.path("port"));
        return Stream.of(probed, served, allowed)
                .flatMap(each -> each)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<String> allowed(String service, String type) {
        String user = service.replace("-service", "");
        return Manifest.of("KafkaUser").stream()
                .filter(each -> each.name().equals(user))
                .flatMap(NamesTest::acls)
                .filter(acl -> acl.at("/resource/type").asText().equals(type))
                .map(acl -> acl.at("/resource/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> acls(Manifest user) {
        return Manifest.list(user.node().at("/spec/authorization/acls")).stream();
    }
}
