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
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
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

    /** For messages that are complete when the clients are cut: their content may have to be read, then the spool's sync is missing. */
    private static final Duration SYNC_LIMIT = Duration.ofSeconds(6);

    /** Between looks at whether there is room for mail. */
    private static final long LOOK_MILLIS = 1000;

    private static final Logger LOG = Logger.getLogger(SmtpServer.class);

    private final Vertx vertx;
    private final SmtpSettings settings;
    private final SmtpTls tls;
    private final Terms terms;
    private final Spool spool;
    private final SmtpMetrics metrics;
    private final Overload overload;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, List<Certificate>> certificates = new ConcurrentHashMap<>();

    SmtpServer(
            Vertx vertx,
            SmtpSettings settings,
            SmtpTls tls,
            Terms terms,
            Spool spool,
            SmtpMetrics metrics,
            Overload overload) {
        this.vertx = vertx;
        this.settings = settings;
        this.tls = tls;
        this.terms = terms;
        this.spool = spool;
        this.metrics = metrics;
        this.overload = overload;
    }

    void start(@Observes StartupEvent event) {
        overload.look();
        lookAgain();
        Guests guests = Guests.of(settings);
        List<ListenerPlan> plans = ListenerPlan.of(settings);
        for (int i = 0; i < plans.size(); i++) {
            // Listeners share a port below 0 as they do a given one; 0 would give each event loop its own.
            int anyPort = -1 - i;
            listen(plans.get(i), anyPort, guests);
        }
    }

    /** Never twice at once: a disk that hangs must not take a thread a second. */
    private void lookAgain() {
        vertx.setTimer(
                LOOK_MILLIS,
                now -> vertx.executeBlocking(() -> {
                            overload.look();
                            return now;
                        })
                        .onFailure(
                                e -> LOG.warnf("whether there is room for mail is not known cause=%s", e.getMessage()))
                        .onComplete(done -> lookAgain()));
    }

    private void listen(ListenerPlan plan, int anyPort, Guests guests) {
        NetServerOptions options = new NetServerOptions()
                .setHost(plan.host())
                .setPort(plan.port() == 0 ? anyPort : plan.port())
                .setTcpKeepAlive(true);
        tls.configure(options, plan, guests.handshakeLimit());
        certificates.put(plan.tlsConfiguration(), tls.certificates(plan));
        Terms here = terms.with(new ListenerPolicy(tls.isConfigured(plan), plan.requiresTls(), plan.requiresAuth()));
        DeploymentOptions everyLoop =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        try {
            vertx.deployVerticle(() -> listener(plan, options, here, guests), everyLoop)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "cannot listen for mail on " + plan.host() + ":" + plan.port() + " (" + plan.portSetting() + "): "
                            + cause.getMessage(),
                    e);
        }
        LOG.infof(
                "listening for mail listener=%s host=%s port=%d tls=%s requireTls=%s requireAuth=%s proxies=%s",
                plan.name(),
                plan.host(),
                port(plan.name()),
                !tls.isConfigured(plan) ? "none" : plan.tls(),
                plan.requiresTls(),
                plan.requiresAuth(),
                plan.expectsProxy());
    }

    /** Takes no more mail, and waits for nothing. */
    void close() {
        listeners.forEach(Listener::drain);
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

    /** The registry tells of each look at the files; a listener that loads anew drops who connects in that moment. */
    void renew(@Observes CertificateUpdatedEvent event) {
        List<Certificate> renewed = SmtpTls.certificates(event.tlsConfiguration());
        if (renewed.equals(certificates.put(event.name(), renewed))) {
            return;
        }
        for (Listener listener : listeners) {
            if (listener.plan().tlsConfiguration().equals(event.name())) {
                listener.renew(SmtpTls.options(event.tlsConfiguration(), listener.plan()));
            }
        }
        LOG.infof("a certificate was renewed tlsConfiguration=%s", event.name());
    }

    /** The port of each listener; 0 while it does not listen. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new TreeMap<>();
        listeners.forEach(listener -> ports.merge(listener.plan().name(), listener.port(), Math::max));
        return ports;
    }

    /** The port of that listener; 0 while it does not listen. */
    int port(String listener) {
        return ports().getOrDefault(listener, 0);
    }

    /** The port of the listener that is always there; 0 while it does not listen. */
    int port() {
        return port(ListenerPlan.SUBMISSION);
    }

    private Listener listener(ListenerPlan plan, NetServerOptions options, Terms here, Guests guests) {
        Listener listener = new Listener(plan, options, here, guests, spool, metrics);
        listeners.add(listener);
        return listener;
    }
}
