package io.sealpost.rules.explain;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks a relay by its operator REST. Connections, answers and the time for each are bounded. Where a relay's address begins
 * with https its certificate is verified, by the trust store of the TLS bucket {@code relay} if there is one.
 */
@ApplicationScoped
class RelayClient {

    private static final String BUCKET = "relay";
    private static final int CONNECTIONS = 4;
    private static final int CONNECT_MILLIS = 2_000;
    private static final long ANSWER_MILLIS = 7_000;
    private static final int LONGEST_ANSWER = 16 << 20;

    private final HttpClient client;
    private final Optional<String> authorization;

    RelayClient(Vertx vertx, TlsConfigurationRegistry tls, ExplainSettings settings) {
        this.client = vertx.createHttpClient(options(tls));
        this.authorization = settings.tokenFile().map(file -> {
            try {
                return "Bearer " + Files.readString(file).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("sealpost.admin.token-file cannot be read", e);
            }
        });
    }

    /** Whether there is a secret to show. */
    boolean mayAsk() {
        return authorization.isPresent();
    }

    /** Posts a JSON body below a relay's address; fails where no whole answer comes in time. */
    Future<RelayAnswer> post(String relay, String path, byte[] json) {
        return Future.succeededFuture(relay + path)
                .map(this::request)
                .compose(client::request)
                .compose(asked -> asked.send(Buffer.buffer(json))
                        .compose(response -> body(response).map(body -> new RelayAnswer(response.statusCode(), body)))
                        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                        .onFailure(failure -> asked.reset()))
                .timeout(CONNECT_MILLIS + ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private RequestOptions request(String uri) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(uri)
                .putHeader("Authorization", authorization.orElseThrow())
                .putHeader("Content-Type", "application/json");
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(body));
        response.handler(part -> {
            if (body.length() + part.length() > LONGEST_ANSWER) {
                whole.tryFail("the answer is longer than " + LONGEST_ANSWER + " octets");
            } else {
                body.appendBuffer(part);
            }
        });
        return whole.future();
    }

    private static HttpClientOptions options(TlsConfigurationRegistry tls) {
        HttpClientOptions options = new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(CONNECTIONS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setVerifyHost(true);
        TlsConfiguration bucket = tls.get(BUCKET).orElse(null);
        return bucket == null ? options : options.setTrustOptions(bucket.getTrustStoreOptions());
    }
}
