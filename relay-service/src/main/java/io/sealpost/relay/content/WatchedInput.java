package io.sealpost.relay.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Calls a watch before each read: a parser that skips what nobody asks for is still kept in time. */
final class WatchedInput extends FilterInputStream {
    private final Runnable watch;

    WatchedInput(InputStream source, Runnable watch) {
        super(source);
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        watch.run();
        try {
            return super.read();
        } catch (RuntimeException e) {
            throw lost(e);
        }
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        watch.run();
        try {
            return super.read(octets, offset, length);
        } catch (RuntimeException e) {
            throw lost(e);
        }
    }

    /** What the source throws is told from what a parser throws over what it read. */
    private static UncheckedIOException lost(RuntimeException cause) {
        return new UncheckedIOException(new IOException("the octets cannot be had", cause));
    }
}
