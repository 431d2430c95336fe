package io.sealpost.bounce.reporting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sealpost.bounce.event.ReportType;
import io.sealpost.bounce.record.Backlog;
import io.sealpost.bounce.record.Digest;
import io.sealpost.bounce.record.ReportStatus;
import io.sealpost.bounce.record.Subject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Counts reports by how they end, records that cannot be read, and the time from failure to report. */
@Singleton
class ReportMetrics {

    private static final String REPORTS = "sealpost.reports";

    private final MeterRegistry registry;
    private final Counter unreadable;
    private final Counter uncomposable;
    private final Timer latency;
    private final AtomicReference<Backlog> backlog = new AtomicReference<>(new Backlog(0, Optional.empty()));

    ReportMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.unreadable = Counter.builder("sealpost.reports.unreadable")
                .description("Records on sealpost.reports-due that were set aside")
                .register(registry);
        this.uncomposable = Counter.builder("sealpost.reports.uncomposable")
                .description("Reports that could not be composed: set aside, by a fault of this service")
                .register(registry);
        this.latency = Timer.builder("sealpost.reports.latency")
                .description("From the final failure of a message until a relay has taken the report on it")
                .publishPercentileHistogram()
                .register(registry);
        watchBacklog();
        for (ReportStatus status : ReportStatus.values()) {
            types().forEach(type -> reports(status, type));
        }
    }

    void count(ReportStatus status, Subject subject) {
        reports(status, subject.type()).increment();
    }

    void submitted(Subject subject, Instant now) {
        count(ReportStatus.SUBMITTED, subject);
        subject.match(event -> Optional.of(event.at()), digest -> Optional.<Instant>empty())
                .map(at -> Duration.between(at, now))
                .ifPresent(taken -> latency.record(taken.isNegative() ? Duration.ZERO : taken));
    }

    void uncomposable() {
        uncomposable.increment();
    }

    void setAside() {
        unreadable.increment();
    }

    /** Says whether a partition waits for the database with an event. */
    void watchHeld(Absence events) {
        Gauge.builder("sealpost.reports.held", events, database -> database.waiting() > 0 ? 1 : 0)
                .description("1 while an event cannot be stored, so that its partition waits")
                .register(registry);
    }

    /** Counts those who wait for the database with an outcome. */
    void watchUnsettled(Absence outcomes) {
        Gauge.builder("sealpost.reports.unsettled", outcomes, Absence::waiting)
                .description(
                        "Reports whose outcome waits for the database to be written down; meanwhile none is claimed")
                .register(registry);
    }

    void waiting(Backlog seen) {
        backlog.set(seen);
    }

    private void watchBacklog() {
        Gauge.builder("sealpost.reports.waiting", backlog, seen -> seen.get().reports())
                .description("Reports that are still to be sent")
                .register(registry);
        Gauge.builder("sealpost.reports.waiting.oldest", backlog, seen -> age(seen.get()))
                .description("How long the oldest of the reports that are still to be sent waits")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double age(Backlog seen) {
        return seen.oldest()
                .map(oldest ->
                        Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1000.0))
                .orElse(0.0);
    }

    private static Stream<String> types() {
        return Stream.concat(
                Stream.of(ReportType.values()).map(ReportType::wireName),
                Stream.of(Digest.Kind.values()).map(Digest.Kind::wireName));
    }

    private Counter reports(ReportStatus status, String type) {
        return Counter.builder(REPORTS)
                .description("Reports by how they stand and by what they tell of")
                .tag("status", status.wireName())
                .tag("type", type)
                .register(registry);
    }
}
