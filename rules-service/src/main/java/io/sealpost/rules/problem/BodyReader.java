package io.sealpost.rules.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads bodies, and never more of one than the limit. */
@ApplicationScoped
public class BodyReader {

    private final Provider<BodySettings> settings;

    /** Readers of bodies are made before the settings are known, hence the provider. */
    BodyReader(Provider<BodySettings> settings) {
        this.settings = settings;
    }

    /** The whole body; throws {@link Problem.BodyTooLarge} where it is larger than one of this type may be. */
    public byte[] read(InputStream body, Class<?> type) throws IOException {
        int limit = WholeDocument.class.isAssignableFrom(type)
                ? settings.get().maxDocumentBytes()
                : settings.get().maxBodyBytes();
        byte[] read = body.readNBytes(limit + 1);
        if (read.length > limit) {
            // Most clients read no answer before they have sent everything.
            body.transferTo(OutputStream.nullOutputStream());
            throw new Problem.BodyTooLarge(limit).asException();
        }
        return read;
    }
}
