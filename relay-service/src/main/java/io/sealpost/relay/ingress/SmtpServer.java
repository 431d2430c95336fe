package io.sealpost.relay.ingress;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.sealpost.relay.spool.Spool;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Listens for mail on all event loops, from the application's start to its end.
 *
 * <p>A shutdown lets transactions that are under way come to their end, for a while; whoever is idle or new hears 421.
 * Who is not at the end by then is cut without an acknowledgement, so that afterwards the spool takes nothing more.
 */
@Singleton
class SmtpServer {
    /** Before all rooms that work on mail that was taken: what comes in during the stop can still go out. */
    private static final int FIRST = 100;

    /** For messages that are complete when the clients are cut: only the spool's sync is missing. */
    private static final Duration SYNC_LIMIT = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(SmtpServer.class);

    private final Vertx vertx;
    private final SmtpSettings settings;
    private final SmtpTls tls;
    private final Terms terms;
    private final Spool spool;
    private final SmtpMetrics metrics;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    SmtpServer(Vertx vertx, SmtpSettings settings, SmtpTls tls, Terms terms, Spool spool, SmtpMetrics metrics) {
        this.vertx = vertx;
        this.settings = settings;
        this.tls = tls;
        this.terms = terms;
        this.spool = spool;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        NetServerOptions options = options();
        DeploymentOptions everyLoop =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        try {
            vertx.deployVerticle(() -> listener(options), everyLoop)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "cannot listen for mail on " + settings.host() + ":" + settings.port()
                            + " (sealpost.smtp.host, sealpost.smtp.port): "
                            + cause.getMessage(),
                    e);
        }
        LOG.infof("listening for mail host=%s port=%d startTls=%s", settings.host(), port(), tls.isConfigured());
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent event) throws InterruptedException {
        LOG.infof("no more mail is taken; waiting for transactions connections=%d", metrics.connections());
        if (!isDoneWithin(settings.drainTimeout(), Listener::drain)) {
            LOG.warnf("clients that did not end their transaction are cut connections=%d", metrics.connections());
            if (!isDoneWithin(SYNC_LIMIT, Listener::cut)) {
                LOG.errorf("the spool does not answer; clients were not told connections=%d", metrics.connections());
            }
        }
    }

    private boolean isDoneWithin(Duration limit, Function<Listener, Future<Void>> act) throws InterruptedException {
        Future<?> done = Future.join(listeners.stream().map(act).toList());
        try {
            done.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("ending the sessions failed", e);
        }
    }

    void renew(@Observes CertificateUpdatedEvent event) {
        if (event.name().equals(SmtpTls.BUCKET)) {
            listeners.forEach(listener -> listener.renew(SmtpTls.options(event.tlsConfiguration())));
            LOG.info("the certificate of the listener was renewed");
        }
    }

    /** The port it listens on; 0 while it does not. */
    int port() {
        return listeners.stream().mapToInt(Listener::port).max().orElse(0);
    }

    private Listener listener(NetServerOptions options) {
        Listener listener = new Listener(options, settings, terms, spool, metrics);
        listeners.add(listener);
        return listener;
    }

    private NetServerOptions options() {
        // Listeners share a port below 0 as they do a given one; 0 would give each its own.
        NetServerOptions options = new NetServerOptions()
                .setHost(settings.host())
                .setPort(settings.port() == 0 ? -1 : settings.port())
                .setTcpKeepAlive(true);
        tls.configure(options);
        return options;
    }
}
