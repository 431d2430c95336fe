package io.sealpost.platform.process;

/** A server could not be started or stopped; the message says which, why, and shows the end of its log. */
public final class ServerFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerFailed(String message) {
        super(message);
    }

    public ServerFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
