package io.sealpost.bounce.record;

import io.sealpost.settings.TokenFile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.nio.file.Path;
import java.util.Optional;

/** Who may use the REST API. */
@ConfigMapping(prefix = "sealpost.admin")
interface AdminSettings {

    /** A file with the operators' bearer secret; without one nobody may. */
    @WithConverter(TokenFile.class)
    Optional<Path> tokenFile();
}
