package io.sealpost.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One document of a YAML file: a resource, or a patch of one. */
record Manifest(Path file, JsonNode node) {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    static List<Manifest> all() {
        List<Manifest> all = new ArrayList<>();
        files().filter(file -> !file.endsWith("kustomization.yaml"))
                .forEach(file -> documents(file).forEach(node -> all.add(new Manifest(file, node))));
        return all;
    }

    static List<Manifest> of(String kind) {
        return all().stream().filter(each -> each.kind().equals(kind)).toList();
    }

    private static Stream<Path> files() {
        return Stream.of("deploy/kubernetes/base", "deploy/kubernetes/overlays", "deploy/observability")
                .flatMap(folder -> Repository.files(folder, ".yaml").stream())
                .filter(file -> !file.toString().contains("/tests/"));
    }

    static List<JsonNode> documents(Path file) {
        try (MappingIterator<JsonNode> read = YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            return read.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is no YAML", e);
        }
    }

    String apiVersion() {
        return node.path("apiVersion").asText();
    }

    String kind() {
        return node.path("kind").asText();
    }

    String name() {
        return node.at("/metadata/name").asText();
    }

    /** The pod of a workload; nothing where it is none. */
    JsonNode pod() {
        return node.at("/spec/template/spec");
    }

    List<JsonNode> containers() {
        return list(pod().path("containers"));
    }

    /** A patch of the overlays says but a part. */
    boolean isWhole() {
        return pod().isMissingNode() || node.at("/spec").has("selector");
    }

    String text() {
        try {
            return YAML.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    @Override
    public String toString() {
        return Repository.ROOT.relativize(file.toAbsolutePath()) + ": " + kind() + " " + name();
    }
}
