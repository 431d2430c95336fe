package io.sealpost.relay.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

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
        return super.read();
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        watch.run();
        return super.read(octets, offset, length);
    }
}
