package io.sealpost.rules.access;

import io.sealpost.settings.WritablePlace;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the operator's key is found. */
@ConfigMapping(prefix = "sealpost")
interface AccessSettings {

    /** The file in which the first start writes it; one that is there already is adopted. */
    @WithDefault("operator-key")
    @WithConverter(WritablePlace.class)
    Path operatorKeyFile();
}
