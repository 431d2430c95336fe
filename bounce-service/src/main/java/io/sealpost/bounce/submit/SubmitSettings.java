package io.sealpost.bounce.submit;

import io.sealpost.settings.CredentialFile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the bounce-service submits its reports, and its own SMTP credential. */
@ConfigMapping(prefix = "sealpost")
interface SubmitSettings {

    /** The relays, each {@code HOST:PORT}. */
    List<@WithConverter(RelayAddressConverter.class) RelayAddress> relays();

    /** Where the relays take messages over HTTPS, each {@code HOST:PORT}: for senders whose address needs SMTPUTF8. */
    Optional<List<@WithConverter(RelayAddressConverter.class) RelayAddress>> httpsRelays();

    /** A file of one line, {@code username:secret}. */
    @WithName("reporter.credential-file")
    @WithConverter(CredentialFile.class)
    Path credentialFile();
}
