package io.sealpost.local.bench;

/** What arrived is not what was sent; the message says in what. */
final class DamagedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedMessage(String message) {
        super(message);
    }
}
