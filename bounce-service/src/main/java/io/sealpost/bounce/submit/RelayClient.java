package io.sealpost.bounce.submit;

import io.sealpost.bounce.dsn.ReportMessage;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to one relay through the Vert.x Mail Client (4.5.27), around its traps:
 * <ul>
 *   <li>With fixed headers, and text that is 7-bit with LF line ends and no line over 998 characters, it writes header and
 *       body as given; any other text it would encode anew.
 *   <li>{@code "<>"} is the null reverse path; an empty bounce address would fall back to From.
 *   <li>The host name is verified by an algorithm that the pool sets itself, in the config it is given, and switches
 *       <em>off</em> if one is set already: each client has a config of its own and none sets the algorithm.
 *   <li>Without pipelining each reply belongs to its command.
 *   <li>Called from any other thread than an event loop, it connects on one thread and listens on another; a greeting that
 *       comes in between is lost, and the submission hangs. So all of a client's work is done on one event loop.
 * </ul>
 */
final class RelayClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int IDLE_SECONDS = 60;

    /** The caller bounds the submissions under way; none of them is to wait here for another's connection. */
    private static final int CONNECTIONS = 1_000;

    private final RelayAddress relay;
    private final MailClient client;
    private final Context eventLoop;
    private final Duration timeout;
    private final Set<Promise<MailResult>> underWay = ConcurrentHashMap.newKeySet();

    RelayClient(
            Vertx vertx, RelayAddress relay, Credential credential, @Nullable TrustOptions trust, Duration timeout) {
        this.relay = relay;
        this.client = MailClient.create(vertx, config(relay, credential, trust));
        this.eventLoop = vertx.getOrCreateContext();
        this.timeout = timeout;
        if (!eventLoop.isEventLoopContext()) {
            throw new IllegalStateException("a relay's client must not be made on a worker thread");
        }
    }

    String name() {
        return relay.toString();
    }

    /** Submits; the future succeeds when the relay has taken the report. Does not block. */
    Future<Void> submit(ReportMessage report) {
        Promise<MailResult> taken = Promise.promise();
        underWay.add(taken);
        eventLoop.runOnContext(now -> client.sendMail(message(report))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(result -> end(taken, result)));
        return taken.future().mapEmpty();
    }

    private void end(Promise<MailResult> taken, AsyncResult<MailResult> result) {
        underWay.remove(taken);
        if (result.succeeded()) {
            taken.tryComplete(result.result());
        } else {
            taken.tryFail(result.cause());
        }
    }

    /** Waits for no reply any more: whether the relay has taken what is under way is not known. */
    void abandon() {
        underWay.forEach(taken -> taken.tryFail(new TimeoutException("this instance stops and waits no longer")));
    }

    private static MailConfig config(RelayAddress relay, Credential credential, @Nullable TrustOptions trust) {
        MailConfig config = new MailConfig()
                .setHostname(relay.host())
                .setPort(relay.port())
                .setStarttls(StartTLSOptions.REQUIRED)
                .setLogin(LoginOption.REQUIRED)
                .setAuthMethods("PLAIN")
                .setUsername(credential.username())
                .setPassword(credential.secret())
                .setPipelining(false)
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setIdleTimeout(IDLE_SECONDS);
        return trust == null ? config : config.setTrustOptions(trust);
    }

    private static MailMessage message(ReportMessage report) {
        MultiMap header = MultiMap.caseInsensitiveMultiMap();
        report.header().forEach(field -> header.add(field.name(), field.value().replace("\n", "\r\n")));
        return new MailMessage()
                .setBounceAddress("<>")
                .setTo("<" + report.recipient() + ">")
                .setFixedHeaders(true)
                .setHeaders(header)
                .setText(report.body());
    }
}
