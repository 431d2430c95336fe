package io.sealpost.rules.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch: RFC 7396 §2, word for word. */
public final class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private MergePatch() {}

    /**
     * What a thing becomes under a patch. Throws {@link Problem.MalformedBody} for a field that the thing cannot have, also
     * where the patch would take it away: somebody misspelt it.
     */
    public static <T> T patched(T present, JsonNode patch, Class<T> type) {
        StrictJson.read(patch, type);
        return StrictJson.read(apply(StrictJson.tree(present), patch), type);
    }

    /** What {@code target} becomes under {@code patch}; neither is changed. */
    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(member -> {
            String name = member.getKey();
            if (member.getValue().isNull()) {
                result.remove(name);
            } else {
                result.set(name, apply(result.path(name), member.getValue()));
            }
        });
        return result;
    }
}
