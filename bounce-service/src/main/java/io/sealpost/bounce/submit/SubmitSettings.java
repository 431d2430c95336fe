package io.sealpost.bounce.submit;

import io.sealpost.settings.CredentialFile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.List;

/** Where the bounce-service submits its reports, and its own SMTP credential. */
@ConfigMapping(prefix = "sealpost")
interface SubmitSettings {

    /** The relays, each {@code HOST:PORT}. */
    List<@WithConverter(RelayAddressConverter.class) RelayAddress> relays();

    /** A file of one line, {@code username:secret}. */
    @WithName("reporter.credential-file")
    @WithConverter(CredentialFile.class)
    Path credentialFile();
}
