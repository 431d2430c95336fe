package io.sealpost.local.command;

/** The command line cannot be understood; the message says what is wrong and what would be right. */
public final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageError(String message) {
        super(message);
    }
}
