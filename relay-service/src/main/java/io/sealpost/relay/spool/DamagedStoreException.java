package io.sealpost.relay.spool;

/** What is stored cannot be read, for good: the database found its checksum wrong. */
final class DamagedStoreException extends SpoolException {
    private static final long serialVersionUID = 1L;

    DamagedStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
