package io.sealpost.relay.spool;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

public final class BodyReader {
    public CompletionStage<Optional<byte[]>> next() {
        throw new UnsupportedOperationException();
    }
}
