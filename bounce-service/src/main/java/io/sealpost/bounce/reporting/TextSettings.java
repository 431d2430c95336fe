package io.sealpost.bounce.reporting;

import io.sealpost.bounce.dsn.Texts;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;

/** What reports say. */
@ConfigMapping(prefix = "sealpost.reports")
interface TextSettings {

    /** A directory with templates of further languages, or over those that come with the service. */
    @WithConverter(TemplateDirectory.class)
    Optional<Texts> templates();
}
