package io.sealpost.bounce.reporting;

import io.sealpost.bounce.dsn.ReportComposer;
import io.sealpost.bounce.dsn.Texts;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the composer with the operator's templates. */
@Singleton
final class ComposerProducer {

    private final TextSettings settings;

    ComposerProducer(TextSettings settings) {
        this.settings = settings;
    }

    @Produces
    @Singleton
    ReportComposer composer() {
        return new ReportComposer(settings.templates().orElseGet(Texts::builtIn));
    }
}
