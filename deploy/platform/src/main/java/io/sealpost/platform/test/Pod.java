package io.sealpost.platform.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a service runs on Kubernetes, read from its manifest, so that what is measured is what is deployed.
 *
 * @param megabytes the memory that its container may have
 * @param environment the variables for its JVM
 */
public record Pod(int megabytes, Map<String, String> environment) {
    private static final Pattern LIMIT = Pattern.compile("limits: \\{memory: (\\d+)Mi}");

    /** The pod of a service, by the name of its folder; fails where the manifest does not set all of that. */
    public static Pod of(String service) throws IOException {
        String manifest = Files.readString(
                Path.of(System.getProperty("sealpost.root"), "deploy/kubernetes/base", service, "deployment.yaml"));
        return new Pod(
                LIMIT.matcher(manifest)
                        .results()
                        .mapToInt(limit -> Integer.parseInt(limit.group(1)))
                        .max()
                        .orElseThrow(),
                Stream.of("JDK_JAVA_OPTIONS", "MALLOC_ARENA_MAX")
                        .collect(Collectors.toMap(name -> name, name -> variable(manifest, name))));
    }

    private static String variable(String manifest, String name) {
        return Pattern.compile("name: " + name + ", value: \"([^\"]+)\"")
                .matcher(manifest)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The manifest does not set " + name));
    }
}
