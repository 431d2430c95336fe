package io.sealpost.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Manifests are well formed, and what runs by them has as few rights as the guarantees want. */
class ManifestsTest {
    private static final List<String> OURS = List.of("rules-service", "relay-service", "bounce-service");

    @Test
    void noManifestHasAFieldThatItsKindLacks() {
        Map<String, String> complaints = new TreeMap<>();
        Manifest.all()
                .forEach(each -> Kinds.complaint(each).ifPresent(wrong -> complaints.put(each.toString(), wrong)));

        assertThat(complaints).isEmpty();
    }

    @Test
    void everyPodMayRunUnderTheRestrictedStandard() {
        assertThat(workloads()).hasSizeGreaterThan(4).allSatisfy(workload -> {
            JsonNode pod = workload.pod();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(allContainers(pod)).isNotEmpty().allSatisfy(container -> {
                JsonNode rights = container.path("securityContext");
                assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            });
        });
    }

    @Test
    void noPodHoldsATokenOfTheClusterOrVariablesOfItsServices() {
        assertThat(workloads()).allSatisfy(workload -> {
            assertThat(workload.pod().path("automountServiceAccountToken").asBoolean(true))
                    .isFalse();
            assertThat(workload.pod().path("enableServiceLinks").asBoolean(true))
                    .isFalse();
            assertThat(workload.pod().path("serviceAccountName").asText()).isNotEmpty();
        });
        assertThat(Manifest.of("ServiceAccount"))
                .allSatisfy(each -> assertThat(
                                each.node().path("automountServiceAccountToken").asBoolean(true))
                        .isFalse());
    }

    @Test
    void aServiceIsProbedBoundedAndCannotWriteToItsImage() {
        assertThat(services()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(container -> {
            assertThat(container.has("startupProbe")).isTrue();
            assertThat(container.has("livenessProbe")).isTrue();
            assertThat(container.has("readinessProbe")).isTrue();
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
        });
    }

    @Test
    void noSecretStandsInAManifest() {
        assertThat(Manifest.of("Secret")).isEmpty();
        assertThat(variables()).allSatisfy(variable -> {
            if (variable.path("name").asText().matches(".*(PASSWORD|SECRET|TOKEN|CREDENTIAL).*")) {
                assertThat(variable.at("/valueFrom/secretKeyRef/key").asText()).isNotEmpty();
            }
        });
    }

    @Test
    void whatNoPolicyAllowsIsDenied() {
        assertThat(Manifest.of("NetworkPolicy")).anySatisfy(policy -> {
            assertThat(policy.node().at("/spec/podSelector").isEmpty()).isTrue();
            assertThat(policy.node().at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
            assertThat(policy.node().at("/spec").has("ingress")).isFalse();
            assertThat(policy.node().at("/spec").has("egress")).isFalse();
        });
    }

    @Test
    void aClientsAddressIsKept() {
        assertThat(Manifest.of("Service"))
                .filteredOn(each -> each.node().at("/spec/type").asText().equals("LoadBalancer"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(
                                each.node().at("/spec/externalTrafficPolicy").asText())
                        .isEqualTo("Local"));
    }

    @Test
    void aRelayHasTheTimeThatItsStopNeeds() {
        assertThat(workloads())
                .filteredOn(each -> each.name().equals("relay"))
                .isNotEmpty()
                .allSatisfy(relay -> {
                    int before = relay.containers()
                            .get(0)
                            .at("/lifecycle/preStop/sleep/seconds")
                            .asInt();
                    assertThat(before).isPositive();
                    assertThat(relay.pod().path("terminationGracePeriodSeconds").asInt())
                            .isGreaterThanOrEqualTo(before + secondsOfARelaysStop());
                });
    }

    /** As the configuration says, which a process test holds against the relay. */
    private static int secondsOfARelaysStop() {
        var said = java.util.regex.Pattern.compile("\\+ 20 s\\*\\*, (\\d+) s by default")
                .matcher(Repository.read("docs/configuration.md"));
        assertThat(said.find()).isTrue();
        return Integer.parseInt(said.group(1));
    }

    private static List<Manifest> workloads() {
        return Manifest.all().stream()
                .filter(each -> List.of("Deployment", "StatefulSet").contains(each.kind()) && each.isWhole())
                .toList();
    }

    private static List<JsonNode> services() {
        return workloads().stream()
                .flatMap(each -> each.containers().stream())
                .filter(each -> OURS.contains(each.path("name").asText()))
                .toList();
    }

    private static List<JsonNode> variables() {
        return Manifest.all().stream()
                .flatMap(each -> each.containers().stream())
                .flatMap(each -> Manifest.list(each.path("env")).stream())
                .toList();
    }

    private static List<JsonNode> allContainers(JsonNode pod) {
        return java.util.stream.Stream.of("containers", "initContainers")
                .flatMap(kind -> Manifest.list(pod.path(kind)).stream())
                .toList();
    }
}
