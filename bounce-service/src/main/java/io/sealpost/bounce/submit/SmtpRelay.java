package io.sealpost.bounce.submit;

import io.sealpost.bounce.dsn.HeaderField;
import io.sealpost.bounce.dsn.ReportMessage;
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
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Speaks SMTP to one relay through the Vert.x Mail Client (4.5.27), around its traps:
 * <ul>
 *   <li>With fixed headers, and text that is 7-bit with LF line ends and no line over 998 characters, it writes header and
 *       body as given; any other text it would encode anew.
 *   <li>{@code "<>"} is the null reverse path; an empty bounce address would fall back to From.
 *   <li>The host name is verified by an algorithm that the pool sets itself, in the config it is given, and switches
 *       <em>off</em> if one is set already: each client has a config of its own and none sets the algorithm.
 *   <li>It writes a header at once, but a body line by line, each a TLS record and a packet of its own. So all of the body but
 *       the end behind its last empty line stands in the value of the last header field, which it writes as given.
 *   <li>Without pipelining each reply belongs to its command.
 *   <li>Called from any other thread than an event loop, it connects on one thread and listens on another; a greeting that
 *       comes in between is lost, and the submission hangs. So all of a client's work is done on one event loop.
 * </ul>
 */
final class SmtpRelay implements Relay {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    static final int IDLE_SECONDS = 60;

    /** The caller bounds the submissions under way; none of them is to wait here for another's connection. */
    static final int CONNECTIONS = 1_000;

    private static final String EMPTY_LINE = "\n\n";
    private static final Pattern FIRST_DOT = Pattern.compile("^\\.", Pattern.MULTILINE | Pattern.UNIX_LINES);

    private final RelayAddress relay;
    private final MailClient client;
    private final Context eventLoop;
    private final Duration timeout;

    SmtpRelay(Vertx vertx, RelayAddress relay, Credential credential, @Nullable TrustOptions trust, Duration timeout) {
        this.relay = relay;
        this.client = MailClient.create(vertx, config(relay, credential, trust));
        this.eventLoop = vertx.getOrCreateContext();
        this.timeout = timeout;
        if (!eventLoop.isEventLoopContext()) {
            throw new IllegalStateException("a relay's client must not be made on a worker thread");
        }
    }

    @Override
    public String name() {
        return relay.toString();
    }

    @Override
    public Future<Submission> submit(ReportMessage report) {
        Promise<MailResult> taken = Promise.promise();
        eventLoop.runOnContext(now -> client.sendMail(message(report))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(taken));
        return taken.future()
                .<Submission>map(result -> new Submission.Accepted(name(), Optional.empty()))
                .otherwise(failure -> FailureClassifier.classify(name(), failure));
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
        String body = report.body();
        int end = body.lastIndexOf(EMPTY_LINE);
        MultiMap header = MultiMap.caseInsensitiveMultiMap();
        Iterator<HeaderField> fields = report.header().iterator();
        while (fields.hasNext()) {
            HeaderField field = fields.next();
            String value = fields.hasNext() || end < 0
                    ? field.value()
                    : field.value() + EMPTY_LINE + stuffed(body.substring(0, end));
            header.add(field.name(), value.replace("\n", "\r\n"));
        }
        return new MailMessage()
                .setBounceAddress("<>")
                .setTo("<" + report.recipient() + ">")
                .setFixedHeaders(true)
                .setHeaders(header)
                .setText(end < 0 ? body : body.substring(end + EMPTY_LINE.length()));
    }

    /** RFC 5321 §4.5.2: a line that begins with a dot gets another one. */
    private static String stuffed(String lines) {
        return FIRST_DOT.matcher(lines).replaceAll("..");
    }
}
