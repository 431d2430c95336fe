package io.sealpost.rules.explain;

import io.sealpost.settings.TokenFile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.nio.file.Path;
import java.util.Optional;

/** What this service shows to a relay that it asks. */
@ConfigMapping(prefix = "sealpost.admin")
interface ExplainSettings {

    /** A file with the bearer secret of the relays' operator REST; without one no relay can be asked. */
    @WithConverter(TokenFile.class)
    Optional<Path> tokenFile();
}
