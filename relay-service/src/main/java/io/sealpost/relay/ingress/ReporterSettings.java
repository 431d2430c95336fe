package io.sealpost.relay.ingress;

import io.sealpost.settings.CredentialFile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.nio.file.Path;
import java.util.Optional;

/** How the bounce-service proves that it is the one that submits reports. */
@ConfigMapping(prefix = "sealpost.reporter")
interface ReporterSettings {
    /** A file of one line, {@code username:secret}; without one nobody can log in. */
    @WithConverter(CredentialFile.class)
    Optional<Path> credentialFile();
}
