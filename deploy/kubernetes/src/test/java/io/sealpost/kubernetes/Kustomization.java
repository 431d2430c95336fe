package io.sealpost.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a folder comes to by those features of Kustomize that ours use; any other is refused. Names of ConfigMaps get no
 * hash. Under {@code -Pops-checks} the result is held against kubectl's.
 */
final class Kustomization {
    private static final Set<String> FEATURES =
            Set.of("apiVersion", "kind", "namespace", "labels", "resources", "patches", "configMapGenerator", "images");

    /** Lists that a strategic merge patch joins, by what tells their elements apart; it replaces all others. */
    private static final Map<String, String> KEYS =
            Map.of("containers", "name", "env", "name", "volumes", "name", "volumeMounts", "mountPath");

    private final Path folder;
    private final JsonNode said;
    private final List<Manifest> all = new ArrayList<>();

    private Kustomization(Path folder) {
        this.folder = folder;
        this.said = Manifest.documents(file()).get(0);
    }

    static List<Manifest> render(Path folder) {
        Kustomization kustomization = new Kustomization(folder);
        kustomization.refuseOtherFeatures();
        kustomization.said.path("resources").forEach(kustomization::addResource);
        kustomization.said.path("configMapGenerator").forEach(kustomization::addConfigMap);
        kustomization.said.path("patches").forEach(kustomization::patch);
        kustomization.all.forEach(kustomization::transform);
        return kustomization.all;
    }

    private void refuseOtherFeatures() {
        said.fieldNames().forEachRemaining(name -> {
            if (!FEATURES.contains(name)) {
                throw new IllegalArgumentException(file() + " uses " + name + ", which is not understood here");
            }
        });
    }

    private void addResource(JsonNode resource) {
        Path there = folder.resolve(resource.asText()).normalize();
        if (Files.isDirectory(there)) {
            all.addAll(render(there));
        } else {
            Manifest.documents(there).forEach(node -> all.add(new Manifest(there, node)));
        }
    }

    private void addConfigMap(JsonNode generator) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.put("apiVersion", "v1").put("kind", "ConfigMap");
        map.withObject("/metadata").set("name", generator.path("name"));
        if (generator.at("/options/labels").isObject()) {
            map.withObject("/metadata")
                    .set("labels", generator.at("/options/labels").deepCopy());
        }
        for (JsonNode each : generator.path("files")) {
            String path = each.asText().replaceFirst("^[^=]*=", "");
            String key =
                    each.asText().contains("=") ? each.asText().replaceFirst("=.*", "") : path.replaceFirst(".*/", "");
            map.withObject("/data").put(key, Repository.read(folder.resolve(path)));
        }
        all.add(new Manifest(file(), map));
    }

    private void patch(JsonNode patch) {
        for (JsonNode node :
                Manifest.documents(folder.resolve(patch.path("path").asText()))) {
            Manifest part = new Manifest(folder, node);
            Manifest target = all.stream()
                    .filter(each ->
                            each.kind().equals(part.kind()) && each.name().equals(part.name()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is nothing to patch for " + part));
            merge((ObjectNode) target.node(), node);
        }
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            JsonNode before = target.get(field.getKey());
            String key = KEYS.get(field.getKey());
            if (before instanceof ObjectNode object) {
                merge(object, field.getValue());
            } else if (before instanceof ArrayNode list && key != null) {
                field.getValue().forEach(element -> merge(list, element, key));
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
    }

    private static void merge(ArrayNode list, JsonNode element, String key) {
        Manifest.list(list).stream()
                .filter(each -> each.path(key).equals(element.path(key)))
                .findFirst()
                .ifPresentOrElse(same -> merge((ObjectNode) same, element), () -> list.add(element));
    }

    private void transform(Manifest manifest) {
        ObjectNode metadata = ((ObjectNode) manifest.node()).withObject("/metadata");
        if (said.has("namespace") && !manifest.kind().equals("Namespace")) {
            metadata.set("namespace", said.path("namespace"));
        }
        for (JsonNode label : said.path("labels")) {
            addLabels(metadata, label.path("pairs"));
            if (manifest.pod().isObject()) {
                addLabels((ObjectNode) manifest.node().at("/spec/template/metadata"), label.path("pairs"));
            }
            manifest.node()
                    .at("/spec/volumeClaimTemplates")
                    .forEach(claim -> addLabels((ObjectNode) claim.path("metadata"), label.path("pairs")));
        }
        said.path("images").forEach(image -> setImage(manifest.pod(), image));
    }

    private static void setImage(JsonNode pod, JsonNode image) {
        String name = image.path("name").asText();
        String set =
                image.path("newName").asText(name) + ":" + image.path("newTag").asText();
        Stream.of("containers", "initContainers")
                .flatMap(kind -> Manifest.list(pod.path(kind)).stream())
                .filter(each -> each.path("image").asText().equals(name))
                .forEach(each -> ((ObjectNode) each).put("image", set));
    }

    private static void addLabels(ObjectNode metadata, JsonNode pairs) {
        metadata.withObject("/labels").setAll((ObjectNode) pairs);
    }

    private Path file() {
        return folder.resolve("kustomization.yaml");
    }
}
