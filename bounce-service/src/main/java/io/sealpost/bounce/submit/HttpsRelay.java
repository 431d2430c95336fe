package io.sealpost.bounce.submit;

import io.sealpost.bounce.dsn.ReportMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to one relay by its HTTP submission ({@code POST /v1/messages}), for reports that the Mail Client cannot address.
 *
 * <p>The certificate and the host name are verified before anything is sent. Connections are not kept: such reports are
 * rare, and one that was closed meanwhile would look like a reply that was lost. The Idempotency-Key follows from the
 * Message-ID, so that a relay that has the report answers a repeat with the first queue id.
 */
final class HttpsRelay implements Relay {

    private static final int LONGEST_ANSWER = 16_384;

    private final RelayAddress relay;
    private final HttpClient client;
    private final String authorization;
    private final Duration timeout;

    HttpsRelay(Vertx vertx, RelayAddress relay, Credential credential, @Nullable TrustOptions trust, Duration timeout) {
        this.relay = relay;
        this.client = vertx.createHttpClient(options(trust));
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (credential.username() + ":" + credential.secret()).getBytes(StandardCharsets.UTF_8));
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return relay.toString();
    }

    /** A failure before the request was begun leaves the report with nobody; any later one may have lost the answer. */
    @Override
    public Future<Submission> submit(ReportMessage report) {
        return client.request(request(report))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .transform(connected -> connected.succeeded()
                        ? send(connected.result(), report)
                        : Future.succeededFuture(deferred(connected.cause(), Optional.empty())));
    }

    private Future<Submission> send(HttpClientRequest request, ReportMessage report) {
        return request.send(Buffer.buffer(report.toBytes()))
                .compose(response ->
                        answer(response).map(body -> AnswerClassifier.classify(name(), response.statusCode(), body)))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(failure -> {
                    request.reset();
                    return deferred(failure, Optional.of(name()));
                });
    }

    private Submission deferred(Throwable failure, Optional<String> suspect) {
        return new Submission.Deferred(name() + ": " + FailureClassifier.cause(failure), suspect);
    }

    private static Future<Buffer> answer(HttpClientResponse response) {
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

    private RequestOptions request(ReportMessage report) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(relay.host())
                .setPort(relay.port())
                .setURI("/v1/messages?from=&to=" + URLEncoder.encode(report.recipient(), StandardCharsets.UTF_8))
                .putHeader("Authorization", authorization)
                .putHeader("Content-Type", "message/rfc822")
                .putHeader("Idempotency-Key", key(report));
    }

    /** Of a bounded length, which a Message-ID is not. */
    private static String key(ReportMessage report) {
        return UUID.nameUUIDFromBytes(report.messageId().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static HttpClientOptions options(@Nullable TrustOptions trust) {
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(true)
                .setVerifyHost(true)
                .setKeepAlive(false)
                .setMaxPoolSize(SmtpRelay.CONNECTIONS)
                .setConnectTimeout((int) SmtpRelay.CONNECT_TIMEOUT.toMillis())
                .setIdleTimeout(SmtpRelay.IDLE_SECONDS);
        return trust == null ? options : options.setTrustOptions(trust);
    }
}
