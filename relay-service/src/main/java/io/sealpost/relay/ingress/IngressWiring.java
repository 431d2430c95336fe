package io.sealpost.relay.ingress;

import io.quarkus.runtime.StartupEvent;
import io.sealpost.relay.content.ContentReader;
import io.sealpost.relay.content.ContentReading;
import io.sealpost.relay.ruleset.Rulesets;
import io.sealpost.relay.ruleset.UsedUpQuotas;
import io.sealpost.relay.spool.QueueIds;
import io.sealpost.relay.spool.Spool;
import io.sealpost.tracing.Tracing;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what all ways in have in common, so that limits hold over all of them. */
@Singleton
final class IngressWiring {
    @Produces
    @Singleton
    Terms terms(
            SmtpSettings settings,
            ReporterSettings reporter,
            Rulesets rulesets,
            UsedUpQuotas usedUp,
            Overload overload,
            Spool spool,
            ContentReading content,
            SmtpMetrics metrics,
            Tracing tracing) {
        Clock clock = Clock.systemUTC();
        Limits limits = new Limits(
                settings.maxMessageSize().asLongValue(),
                Math.toIntExact(settings.maxHeaderSize().asLongValue()),
                settings.maxRecipients(),
                settings.maxLineLength(),
                settings.maxErrors(),
                settings.maxCommands(),
                settings.maxReceivedFields(),
                settings.allowRoutedRecipients());
        Authenticator authenticator = new Authenticator(
                rulesets::current,
                rulesets::topic,
                reporter.credentialFile().map(ReporterCredential::read),
                new AuthFailures(
                        clock,
                        settings.auth().maxFailuresPerAddress(),
                        settings.auth().maxFailuresPerUser()),
                clock);
        return new Terms(
                settings.hostname(),
                limits,
                new ListenerPolicy(false, false, false),
                new Proofs(authenticator, metrics::loggedIn),
                content,
                rulesets::current,
                overload::refusal,
                new RateLimits(clock, usedUp::add),
                repeats(spool),
                new QueueIds(clock),
                clock,
                tracing);
    }

    @Produces
    @Singleton
    ContentReading content(ContentSettings settings) {
        return new ContentReading(new ContentReader(settings.limits(), System::nanoTime), settings.threads());
    }

    void listen(@Observes StartupEvent event, Drain drain, SmtpServer server) {
        drain.closeBy(server::close);
    }

    void close(@Disposes Terms terms) {
        terms.proofs().close();
    }

    void close(@Disposes ContentReading content) {
        content.close();
    }

    /** What was taken before this start. */
    private static Repeats repeats(Spool spool) {
        Repeats repeats = new Repeats();
        spool.receipts().forEach(receipt -> repeats.stored(RepeatKey.parse(receipt.key()), receipt.id(), receipt.at()));
        return repeats;
    }
}
