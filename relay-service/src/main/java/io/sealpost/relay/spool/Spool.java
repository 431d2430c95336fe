package io.sealpost.relay.spool;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

public final class Spool implements AutoCloseable {
    public static Spool open(Path directory) {
        throw new UnsupportedOperationException();
    }

    public BodyWriter newBody(QueueId id) {
        throw new UnsupportedOperationException();
    }

    public CompletionStage<Void> accept(SpooledMessage message, BodyWriter body, List<OutboxEvent> events) {
        throw new UnsupportedOperationException();
    }

    public CompletionStage<Void> update(SpooledMessage message, List<OutboxEvent> events) {
        throw new UnsupportedOperationException();
    }

    public CompletionStage<Void> remove(SpooledMessage message, List<OutboxEvent> events) {
        throw new UnsupportedOperationException();
    }

    public Optional<SpooledMessage> find(QueueId id) {
        throw new UnsupportedOperationException();
    }

    public void forEach(Consumer<SpooledMessage> action) {
        throw new UnsupportedOperationException();
    }

    public BodyReader readBody(QueueId id) {
        throw new UnsupportedOperationException();
    }

    public void onAccepted(Consumer<SpooledMessage> listener) {
        throw new UnsupportedOperationException();
    }

    public Optional<byte[]> savedRulesets() {
        throw new UnsupportedOperationException();
    }

    public void saveRulesets(byte[] copy) {
        throw new UnsupportedOperationException();
    }

    public void voidSavedRulesets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
