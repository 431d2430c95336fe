package io.sealpost.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each overlay as a whole, as a cluster gets it: well formed, and what one part names is another part. */
class OverlaysTest {
    /** What Strimzi and CloudNativePG make is in no file of ours. */
    private static final List<String> LABELS_OF_OPERATORS = List.of("strimzi.io/", "cnpg.io/");

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "production"})
    void isWellFormedAndNamesNothingTwice(String overlay) throws IOException {
        List<Manifest> all = render(overlay);
        Map<String, String> complaints = new TreeMap<>();
        all.forEach(each -> Kinds.complaint(each).ifPresent(wrong -> complaints.put(each.toString(), wrong)));
        write(overlay, all);

        assertThat(complaints).isEmpty();
        assertThat(all.stream().map(each -> each.apiVersion() + " " + each.kind() + " " + each.name()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "production"})
    void makesWhatItsPodsRunAsAndMount(String overlay) {
        List<Manifest> all = render(overlay);
        Set<String> accounts = names(all, "ServiceAccount");
        Set<String> configurations = names(all, "ConfigMap");

        assertThat(pods(all)).hasSizeGreaterThanOrEqualTo(3).allSatisfy(pod -> {
            assertThat(accounts).contains(pod.path("serviceAccountName").asText());
            assertThat(configurations)
                    .containsAll(pod.findValues("configMap").stream()
                            .map(each -> each.path("name").asText())
                            .toList());
            assertThat(names(pod, "containers", "volumeMounts"))
                    .isSubsetOf(Stream.concat(
                                    Manifest.list(pod.path("volumes")).stream(),
                                    claims(all).map(each -> each.path("metadata")))
                            .map(each -> each.path("name").asText())
                            .collect(Collectors.toSet()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "production"})
    void keepsARelaysQueueOnAVolumeThatOutlivesItsPod(String overlay) {
        Manifest relay = render(overlay).stream()
                .filter(each -> each.kind().equals("StatefulSet") && each.name().equals("relay"))
                .findFirst()
                .orElseThrow();
        String spool = NamesTest.settings("relay-service").getProperty("sealpost.spool.directory");
        List<String> kept = claims(List.of(relay))
                .map(each -> each.at("/metadata/name").asText())
                .toList();

        assertThat(Manifest.list(relay.containers().get(0).path("volumeMounts")))
                .filteredOn(mount -> spool.startsWith(mount.path("mountPath").asText() + "/"))
                .extracting(mount -> mount.path("name").asText())
                .hasSize(1)
                .isSubsetOf(kept);
        assertThat(relay.node().at("/spec/persistentVolumeClaimRetentionPolicy"))
                .hasSize(2)
                .allSatisfy(policy -> assertThat(policy.asText()).isEqualTo("Retain"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "production"})
    void choosesPodsThatItMakes(String overlay) {
        List<Manifest> all = render(overlay);

        assertThat(selectors(all))
                .hasSizeGreaterThan(10)
                .allSatisfy(selector -> assertThat(
                                all.stream().map(each -> each.node().at("/spec/template/metadata/labels")))
                        .anyMatch(labels -> selector.properties().stream()
                                .allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "production"})
    void scalesWorkloadsThatItMakes(String overlay) {
        List<Manifest> all = render(overlay);

        assertThat(all.stream().filter(each -> each.kind().equals("HorizontalPodAutoscaler")))
                .allSatisfy(each -> assertThat(names(
                                all, each.node().at("/spec/scaleTargetRef/kind").asText()))
                        .contains(each.node().at("/spec/scaleTargetRef/name").asText()));
    }

    private static List<Manifest> render(String overlay) {
        return Kustomization.render(Repository.ROOT.resolve("deploy/kubernetes/overlays/" + overlay));
    }

    /** For the check that holds it against what kubectl makes of the overlay. */
    private static void write(String overlay, List<Manifest> all) throws IOException {
        Path folder = Repository.ROOT.resolve("deploy/kubernetes/target/rendered");
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(overlay + ".yaml"),
                all.stream().map(Manifest::text).collect(Collectors.joining()));
    }

    private static Set<String> names(List<Manifest> all, String kind) {
        return all.stream()
                .filter(each -> each.kind().equals(kind))
                .map(Manifest::name)
                .collect(Collectors.toSet());
    }

    private static List<String> names(JsonNode pod, String parts, String things) {
        return Manifest.list(pod.path(parts)).stream()
                .flatMap(part -> Manifest.list(part.path(things)).stream())
                .map(thing -> thing.path("name").asText())
                .toList();
    }

    private static List<JsonNode> pods(List<Manifest> all) {
        return all.stream().map(Manifest::pod).filter(JsonNode::isObject).toList();
    }

    private static Stream<JsonNode> claims(List<Manifest> all) {
        return all.stream().flatMap(each -> Manifest.list(each.node().at("/spec/volumeClaimTemplates")).stream());
    }

    /** Of Services, of budgets, of spreading and of policies; in this namespace, and without those that choose all. */
    private static List<JsonNode> selectors(List<Manifest> all) {
        Stream<JsonNode> ofServices = all.stream()
                .filter(each -> each.kind().equals("Service"))
                .map(each -> each.node().at("/spec/selector"));
        Stream<JsonNode> others = all.stream()
                .filter(each -> !each.apiVersion().contains("monitoring")
                        && !each.apiVersion().contains("strimzi"))
                .flatMap(each -> each.node().findParents("matchLabels").stream())
                .filter(each -> !each.path("matchLabels").has("kubernetes.io/metadata.name")
                        && !each.path("matchLabels").has("k8s-app"))
                .map(each -> each.path("matchLabels"));
        return Stream.concat(ofServices, others)
                .filter(ObjectNode.class::isInstance)
                .filter(labels -> LABELS_OF_OPERATORS.stream().noneMatch(labels.toString()::contains))
                .toList();
    }
}
