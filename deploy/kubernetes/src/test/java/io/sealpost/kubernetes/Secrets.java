package io.sealpost.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The secrets that manifests speak of, each as {@code NAME/KEY}. */
final class Secrets {
    /** A row of the table of docs/kubernetes.md: whoever installs Sealpost makes it. */
    private static final Pattern LISTED =
            Pattern.compile("(?m)^\\| `([a-z-]+)` \\| `([a-z.-]+)`(?:, `([a-z.-]+)`)? \\|");

    private Secrets() {}

    static Set<String> listed() {
        return LISTED.matcher(Repository.read("docs/kubernetes.md"))
                .results()
                .flatMap(row -> Stream.of(row.group(2), row.group(3))
                        .filter(key -> key != null)
                        .map(key -> row.group(1) + "/" + key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of cert-manager, of Strimzi and of CloudNativePG, by the resources that ask for them. */
    static Set<String> madeByOperators() {
        Stream<String> certificates = Manifest.of("Certificate").stream()
                .map(each -> each.node().at("/spec/secretName").asText())
                .flatMap(name -> Stream.of("tls.crt", "tls.key", "ca.crt").map(key -> name + "/" + key));
        Stream<String> users = Manifest.of("KafkaUser").stream()
                .flatMap(each -> Stream.of("user.p12", "user.password", "user.crt", "user.key", "ca.crt")
                        .map(key -> each.name() + "/" + key));
        Stream<String> authorities = Manifest.of("Kafka").stream().map(each -> each.name() + "-cluster-ca-cert/ca.crt");
        Stream<String> databases = Manifest.of("Cluster").stream()
                .flatMap(each -> Stream.of("username", "password").map(key -> each.name() + "-app/" + key));
        return Stream.of(certificates, users, authorities, databases)
                .flatMap(each -> each)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> used() {
        Set<String> used = new TreeSet<>();
        for (Manifest manifest : Manifest.all()) {
            manifest.node().findValues("secretKeyRef").forEach(each -> used.add(nameAndKey(each)));
            Manifest.list(manifest.pod().path("volumes")).stream()
                    .map(each -> each.path("secret"))
                    .forEach(secret -> Manifest.list(secret.path("items"))
                            .forEach(item -> used.add(secret.path("secretName").asText() + "/"
                                    + item.path("key").asText())));
            if (manifest.kind().equals("ObjectStore")) {
                manifest.node().at("/spec/configuration/s3Credentials").forEach(each -> used.add(nameAndKey(each)));
            }
        }
        return used;
    }

    /** The paths at which that service's container finds files of secrets, in any overlay. */
    static Set<String> files(String service) {
        return Manifest.all().stream()
                .filter(each -> each.containers().stream()
                        .anyMatch(container -> container.path("name").asText().equals(service)))
                .flatMap(Secrets::files)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> files(Manifest workload) {
        return workload.containers().stream()
                .flatMap(container -> Manifest.list(container.path("volumeMounts")).stream())
                .flatMap(mount -> Manifest.list(workload.pod().path("volumes")).stream()
                        .filter(volume -> volume.path("name").equals(mount.path("name")))
                        .flatMap(volume -> Manifest.list(volume.at("/secret/items")).stream())
                        .map(item -> mount.path("mountPath").asText() + "/"
                                + item.path("path").asText()));
    }

    private static String nameAndKey(JsonNode reference) {
        return reference.path("name").asText() + "/" + reference.path("key").asText();
    }
}
