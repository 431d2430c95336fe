package io.sealpost.platform.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sealpost.platform.kafka.KafkaBroker;
import java.util.Map;

/**
 * One Kafka broker for all tests of a JVM; sets {@code kafka.bootstrap.servers}. It ends with the JVM, not with the
 * application under test: a system property tells the next start of this resource, which may come from another class
 * loader, where the broker is.
 */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
    private static final String RUNNING = "sealpost.test.kafka";

    @Override
    public Map<String, String> start() {
        String servers = System.getProperty(RUNNING);
        if (servers == null) {
            servers = KafkaBroker.start(PlatformFolder.fresh("kafka"), 0).bootstrapServers();
            System.setProperty(RUNNING, servers);
        }
        return Map.of("kafka.bootstrap.servers", servers);
    }

    @Override
    public void stop() {}
}
