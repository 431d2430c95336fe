package io.sealpost.rules.problem;

import io.sealpost.settings.Count;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** What a request may bring. */
@ConfigMapping(prefix = "sealpost.http")
interface BodySettings {

    /** The largest request body in bytes; a larger one is 413. */
    @WithDefault("1048576")
    @WithConverter(Count.class)
    int maxBodyBytes();

    /** The largest body in bytes that holds all rules of a scope or all entries of a list. */
    @WithDefault("10485760")
    @WithConverter(Count.class)
    int maxDocumentBytes();
}
