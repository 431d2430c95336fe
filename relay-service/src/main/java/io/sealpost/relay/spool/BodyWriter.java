package io.sealpost.relay.spool;

import java.util.concurrent.CompletionStage;

public final class BodyWriter {
    public CompletionStage<Void> write(byte[] octets) {
        throw new UnsupportedOperationException();
    }

    public void abort() {
        throw new UnsupportedOperationException();
    }
}
