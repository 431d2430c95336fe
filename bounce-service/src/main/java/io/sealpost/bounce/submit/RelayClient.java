package io.sealpost.bounce.submit;

import io.sealpost.bounce.dsn.NonDeliveryReport;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
 * </ul>
 */
final class RelayClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
    private static final int IDLE_SECONDS = 60;

    private final RelayAddress relay;
    private final MailClient client;
    private final Duration timeout;

    RelayClient(
            Vertx vertx, RelayAddress relay, Credential credential, @Nullable TrustOptions trust, Duration timeout) {
        this.relay = relay;
        this.client = MailClient.create(vertx, config(relay, credential, trust));
        this.timeout = timeout;
    }

    String name() {
        return relay.toString();
    }

    /** Submits; the future succeeds when the relay has taken the report. Does not block. */
    Future<Void> submit(NonDeliveryReport report) {
        return client.sendMail(message(report))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    Future<Void> close() {
        return client.close();
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
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setIdleTimeout(IDLE_SECONDS);
        return trust == null ? config : config.setTrustOptions(trust);
    }

    private static MailMessage message(NonDeliveryReport report) {
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
