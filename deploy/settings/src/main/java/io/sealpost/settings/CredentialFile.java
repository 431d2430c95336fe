package io.sealpost.settings;

/** A file of one line {@code username:secret}. */
public final class CredentialFile extends ReadableFile {
    private static final long serialVersionUID = 1L;

    @Override
    protected void judge(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1 || text.lines().count() != 1 || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must be a file of one line username:secret");
        }
    }
}
