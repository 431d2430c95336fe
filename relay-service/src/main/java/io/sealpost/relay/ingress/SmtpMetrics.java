package io.sealpost.relay.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections and what goes wrong with them, messages taken, and refusals by their enhanced status. */
@Singleton
class SmtpMetrics {
    private final MeterRegistry meters;
    private final AtomicInteger connections;
    private final Counter sessions;
    private final Counter accepted;
    private final Counter discarded;
    private final Counter failedHandshakes;

    SmtpMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.connections = meters.gauge("sealpost.smtp.connections", new AtomicInteger());
        this.sessions = meters.counter("sealpost.smtp.sessions");
        this.accepted = meters.counter("sealpost.smtp.accepted");
        this.discarded = meters.counter("sealpost.smtp.starttls.discarded.octets");
        this.failedHandshakes = meters.counter("sealpost.smtp.handshakes.failed");
    }

    /** A client has come; says how many there are with it. */
    int connected() {
        sessions.increment();
        return connections.incrementAndGet();
    }

    /** A client has gone; says how many are left. */
    int disconnected() {
        return connections.decrementAndGet();
    }

    int connections() {
        return connections.get();
    }

    void accepted() {
        accepted.increment();
    }

    /** The content of a message was looked at: for all that was asked, or not for all of it within the limits. */
    void contentRead(boolean whole) {
        meters.counter("sealpost.content.reads", "outcome", whole ? "whole" : "limited")
                .increment();
    }

    void refused(Reply reply) {
        String status = reply.enhancedStatus().map(EnhancedStatus::toString).orElse("none");
        meters.counter("sealpost.smtp.refused", "status", status).increment();
    }

    /** A login was tried: failed is what the client did wrong, refused what nobody can judge now. */
    void loggedIn(Claim claim, Proving proving) {
        String outcome = proving instanceof Proving.Refused refused
                ? (refused.reply().code() >= 500 ? "failed" : "refused")
                : "succeeded";
        meters.counter("sealpost.smtp.logins", "mechanism", claim.mechanism(), "outcome", outcome)
                .increment();
    }

    /** Octets came in clear behind STARTTLS. */
    void discarded(int octets) {
        discarded.increment(octets);
    }

    void handshakeFailed() {
        failedHandshakes.increment();
    }

    /** A connection was closed over its PROXY header. */
    void proxyRefused(ProxyRefusal cause) {
        meters.counter("sealpost.smtp.proxy.refused", "cause", cause.word()).increment();
    }
}
