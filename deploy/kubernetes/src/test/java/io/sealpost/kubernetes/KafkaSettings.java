package io.sealpost.kubernetes;

import io.sealpost.platform.kafka.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings that Kafka has, as its own classes tell them. They are the broker's, which are on no class path of ours.
 *
 * @param ofClients those that producers and consumers have in common
 */
record KafkaSettings(Set<String> ofClients, Set<String> ofBrokers, Set<String> ofTopics) {

    static KafkaSettings read() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Set<String> clients = told(loader.loadClass("org.apache.kafka.clients.producer.ProducerConfig"));
            clients.retainAll(told(loader.loadClass("org.apache.kafka.clients.consumer.ConsumerConfig")));
            Object brokers = loader.loadClass("org.apache.kafka.server.config.AbstractKafkaConfig")
                    .getField("CONFIG_DEF")
                    .get(null);
            return new KafkaSettings(
                    clients,
                    names(brokers.getClass().getMethod("names").invoke(brokers)),
                    told(loader.loadClass("org.apache.kafka.storage.internals.log.LogConfig")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Kafka tells its settings otherwise", e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Set<String> told(Class<?> type) throws ReflectiveOperationException {
        return names(type.getMethod("configNames").invoke(null));
    }

    private static Set<String> names(Object told) {
        Set<String> names = new HashSet<>();
        ((Collection<?>) told).forEach(name -> names.add((String) name));
        return names;
    }

    private static URL[] jars() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty(KafkaBroker.LIBS)))) {
            return jars.map(KafkaSettings::url).toArray(URL[]::new);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
