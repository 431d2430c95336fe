package io.sealpost.bounce.submit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;

/** The bounce-service's own SMTP credential. */
@ConfigMapping(prefix = "sealpost.reporter")
interface SubmitSettings {

    /** A file of one line, {@code username:secret}. */
    @WithName("credential-file")
    Path credentialFile();
}
