package io.sealpost.relay.outcome;

import io.sealpost.relay.mail.EnhancedStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a recipient was not delivered: the code and the words that logs, events and reports give.
 *
 * @param kind the class that decided; empty where routing found no server to try
 * @param status 4.y.z for a deferral, 5.y.z for a failure
 * @param text the remote's words, else ours
 * @param remoteHost who said the text; empty where it is ours
 */
public record Cause(Optional<AttemptClass> kind, EnhancedStatus status, String text, Optional<String> remoteHost) {
    public Cause {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(status);
        Objects.requireNonNull(text);
        Objects.requireNonNull(remoteHost);
    }

    /** The same cause as the queue's last word: 4.y.z becomes 5.y.z. */
    public Cause asPermanent() {
        return new Cause(kind, status.asPermanent(), text, remoteHost);
    }
}
