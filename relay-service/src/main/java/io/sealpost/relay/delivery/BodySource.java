package io.sealpost.relay.delivery;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The octets of a message in order, read once: a chunk a call, then empty. Does not block. */
@FunctionalInterface
public interface BodySource {
    CompletionStage<Optional<byte[]>> next();
}
