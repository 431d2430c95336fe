package io.sealpost.relay.spool;

import io.quarkus.runtime.configuration.MemorySize;
import io.sealpost.settings.Count;
import io.sealpost.settings.Switch;
import io.sealpost.settings.WritablePlace;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the spool lies, and how full it may become. */
@ConfigMapping(prefix = "sealpost.spool")
public interface SpoolSettings {
    /** A directory of this relay alone, on a disk that keeps what is synced; made if it is missing. */
    @WithDefault("data/spool")
    @WithConverter(WritablePlace.class)
    Path directory();

    /**
     * Opens a damaged spool as far as it can be read, and lists in the log what was lost. For one start: one that is not
     * damaged must not be opened so.
     */
    @WithDefault("false")
    @WithConverter(Switch.class)
    boolean repair();

    /** What must be free on its disk for mail to be taken. */
    @WithDefault("512M")
    @WithConverter(SizeOnDisk.class)
    MemorySize minFree();

    /** How many messages it may hold for mail to be taken. */
    @WithDefault("1000000")
    @WithConverter(Count.class)
    int maxMessages();
}
