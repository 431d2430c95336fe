package io.sealpost.relay.delivery;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import org.jspecify.annotations.Nullable;

/** Words for what the network and the TLS engine threw: one line, bounded, fit for logs and reports. */
final class FailureWords {
    private static final int MAX_LENGTH = 200;

    private FailureWords() {}

    /** Why no connection came about. */
    static String connecting(Throwable failure) {
        if (failure instanceof ConnectTimeoutException) {
            return "the connection was not answered in time";
        }
        if (failure instanceof NoRouteToHostException) {
            return "no route to the host";
        }
        return failure instanceof ConnectException ? "connection refused" : of(failure);
    }

    /** The innermost message, which is the one that names the reason. */
    static String of(Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; depth < 8 && innermost.getCause() != null; depth++) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return oneLine(message == null ? innermost.getClass().getSimpleName() : message, MAX_LENGTH);
    }

    static String oneLine(@Nullable String text, int limit) {
        if (text == null) {
            return "";
        }
        StringBuilder line = new StringBuilder(text.length() > limit ? text.substring(0, limit) : text);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, '?');
            }
        }
        return line.toString();
    }
}
