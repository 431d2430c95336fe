package io.sealpost.local.provision;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/** Calls the rules-service as a provisioning script would, and tells of each call. */
public final class RulesApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String key;
    private final Consumer<String> said;

    /** @param said hears the lines of each call */
    public RulesApi(URI base, String key, Consumer<String> said) {
        this.base = base;
        this.key = key;
        this.said = said;
    }

    /** Sends the body and returns the answer; anything but a 2xx is a {@link ServerFailed}. Blocks. */
    public JsonNode call(String method, String path, String body) {
        said.accept(method + " " + path);
        said.accept("  " + body);
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            said.accept("  -> " + response.statusCode());
            if (response.statusCode() / 100 != 2) {
                throw new ServerFailed(method + " " + path + " was answered with " + response.statusCode() + ": "
                        + Printable.of(response.body()));
            }
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new ServerFailed(method + " " + path + " was not answered with JSON", e);
        } catch (IOException e) {
            throw new ServerFailed(method + " " + path + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed(method + " " + path + " was interrupted", e);
        }
    }
}
