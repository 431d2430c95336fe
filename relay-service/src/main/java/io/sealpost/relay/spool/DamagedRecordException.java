package io.sealpost.relay.spool;

/** A stored record does not hold what was written: its checksum, version or content is wrong. */
final class DamagedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedRecordException(String message) {
        super(message);
    }

    DamagedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
