package io.sealpost.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of every form that a service uses. */
@ConfigMapping(prefix = "sealpost")
interface Sample {
    Smtp smtp();

    Map<@WithConverter(RouteKey.class) String, @WithConverter(Port.class) Integer> routes();

    Optional<List<@WithConverter(Port.class) Integer>> servers();

    Topics topics();

    @WithName("admin.token-file")
    @WithConverter(TokenFile.class)
    Optional<Path> tokenFile();

    interface Smtp {
        @WithDefault("2525")
        @WithConverter(ListenerPort.class)
        int port();

        String hostname();

        @WithDefault("1000")
        @WithConverter(Count.class)
        int maxRecipients();

        @WithDefault("PT5M")
        @WithConverter(Span.class)
        Duration idleTimeout();

        Map<String, Listener> listeners();
    }

    interface Listener {
        @WithConverter(ListenerPort.class)
        Optional<Integer> port();
    }

    interface Topics {
        @WithDefault("true")
        @WithConverter(Switch.class)
        boolean create();

        @WithDefault("1")
        @WithConverter(ShortCount.class)
        short replication();
    }
}
