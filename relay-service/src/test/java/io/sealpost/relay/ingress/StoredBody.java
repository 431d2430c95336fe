package io.sealpost.relay.ingress;

import io.sealpost.relay.spool.BodyReader;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A message as the spool holds it. */
final class StoredBody {
    private StoredBody() {}

    /** The whole of it, in Latin-1. */
    static String of(Spool spool, QueueId id) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        BodyReader reader = spool.readBody(id);
        for (Optional<byte[]> chunk = reader.next().toCompletableFuture().get();
                chunk.isPresent();
                chunk = reader.next().toCompletableFuture().get()) {
            body.writeBytes(chunk.get());
        }
        return body.toString(StandardCharsets.ISO_8859_1);
    }
}
