package io.sealpost.settings;

/** A file with a bearer secret of at least 16 characters on one line. */
public final class TokenFile extends ReadableFile {
    private static final long serialVersionUID = 1L;
    private static final int SHORTEST = 16;

    @Override
    protected void judge(String text) {
        if (text.length() < SHORTEST || text.lines().count() != 1) {
            throw new IllegalArgumentException("must be a file of one line with at least 16 characters");
        }
    }
}
