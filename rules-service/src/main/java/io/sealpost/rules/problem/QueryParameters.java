package io.sealpost.rules.problem;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a query parameter that the operation does not know, for with {@code dryRun} misspelt it would write, and one
 * without a value, which the framework takes for one that is not there.
 */
public class QueryParameters {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        Set<String> names = known.computeIfAbsent(resource.getResourceMethod(), QueryParameters::of);
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (!names.contains(name)) {
                throw refusal(
                        name,
                        values.get(0),
                        names.isEmpty()
                                ? "no parameter"
                                : "none of this name; known here: " + String.join(", ", names));
            }
            if (values.stream().anyMatch(String::isEmpty)) {
                throw refusal(name, "", "a value; leave the parameter out to go without it");
            }
        });
    }

    private static ProblemException refusal(String name, String value, String expected) {
        return new Problem.BadParameter(name, value, expected).asException();
    }

    /** The names of the query parameters that an operation declares, itself or in beans. */
    private static Set<String> of(Method operation) {
        return Arrays.stream(operation.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? Arrays.<AnnotatedElement>stream(parameter.getType().getDeclaredFields())
                        : Stream.of(parameter))
                .map(element -> element.getAnnotation(QueryParam.class))
                .flatMap(Stream::ofNullable)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
