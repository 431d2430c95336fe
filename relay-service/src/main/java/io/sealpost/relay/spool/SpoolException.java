package io.sealpost.relay.spool;

/** The spool could not do what was asked of it: nothing is stored that was not confirmed. The message says what to do. */
public sealed class SpoolException extends RuntimeException permits DamagedStoreException {
    private static final long serialVersionUID = 1L;

    SpoolException(String message) {
        super(message);
    }

    SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
