package io.sealpost.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks services over HTTP whether they are ready. */
public final class Readiness {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    static URI of(int port) {
        return URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    }

    /** Blocks for a few seconds at most; anything but a 200 is no. */
    public boolean isUp(URI health) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(health).timeout(TIMEOUT).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
