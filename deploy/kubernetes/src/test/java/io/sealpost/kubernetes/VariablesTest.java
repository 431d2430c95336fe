package io.sealpost.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every variable of a container, and every setting of Kafka, is one that what runs there has. */
class VariablesTest {
    private static final KafkaSettings KAFKA = KafkaSettings.read();
    private static final Set<String> OF_THE_RUNTIME = Set.of("JDK_JAVA_OPTIONS", "MALLOC_ARENA_MAX");

    @ParameterizedTest
    @ValueSource(strings = {"rules-service", "relay-service", "bounce-service"})
    void aServiceKnowsEachOfItsVariables(String service) {
        Stream<String> settings = Stream.concat(
                new Source(service).settings().stream(),
                KAFKA.ofClients().stream().map(name -> "kafka." + name));
        Set<String> known = settings.map(NamesTest::variable).collect(Collectors.toSet());
        known.addAll(OF_THE_RUNTIME);

        assertThat(variables(service))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known.contains(name) || isUsedByOthers(name, service))
                        .as(name)
                        .isTrue());
    }

    @Test
    void aBrokerKnowsEachOfItsVariables() {
        Set<String> known = KAFKA.ofBrokers().stream()
                .map(name -> NamesTest.variable("kafka." + name))
                .collect(Collectors.toSet());
        known.add("KAFKA_HEAP_OPTS");

        assertThat(variables("kafka")).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void aDatabaseUsesEachOfItsVariables() {
        String setup = Repository.read("deploy/kubernetes/overlays/single-node/database-setup.sql");
        Set<String> ofTheImage = Set.of("PGDATA", "POSTGRES_PASSWORD");

        assertThat(variables("postgresql"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(ofTheImage.contains(name) || setup.contains(name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void brokersAndTopicsOfStrimziHaveNoSettingThatKafkaHasNot() {
        assertThat(configuration("Kafka", "/spec/kafka/config")).isNotEmpty().isSubsetOf(KAFKA.ofBrokers());
        assertThat(configuration("KafkaTopic", "/spec/config")).isNotEmpty().isSubsetOf(KAFKA.ofTopics());
    }

    private static Set<String> configuration(String kind, String path) {
        return Manifest.of(kind).stream()
                .flatMap(each -> each.node().at(path).properties().stream())
                .map(each -> each.getKey())
                .collect(Collectors.toSet());
    }

    private static Set<String> variables(String container) {
        return environment(container).map(each -> each.path("name").asText()).collect(Collectors.toSet());
    }

    private static boolean isUsedByOthers(String name, String container) {
        return environment(container)
                .anyMatch(each -> each.path("value").asText().contains("$(" + name + ")"));
    }

    private static Stream<JsonNode> environment(String container) {
        return NamesTest.containers(container).flatMap(each -> Manifest.list(each.path("env")).stream());
    }
}
