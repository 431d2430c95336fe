package io.sealpost.rules.access;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request as the framework matched it, so that what is decided about is what the resource gets: whatever
 * a client encodes or doubles in its URL.
 *
 * @param declared as the resource declares it, {@code /v1/domains/{domain}/rules}
 * @param parameters decoded
 */
record MatchedPath(String declared, Map<String, String> parameters) {

    static MatchedPath of(ResourceInfo resource, UriInfo uri) {
        Path onMethod = resource.getResourceMethod().getAnnotation(Path.class);
        Path onClass = resource.getResourceClass().getAnnotation(Path.class);
        return new MatchedPath(
                segments(onClass) + segments(onMethod),
                uri.getPathParameters().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> each.getValue().get(0))));
    }

    private static String segments(@Nullable Path path) {
        String text = path == null ? "" : path.value().replaceAll("^/|/$", "");
        return text.isEmpty() ? "" : "/" + text;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
