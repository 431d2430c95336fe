package io.sealpost.relay.ruleset;

import java.util.Objects;
import java.util.Optional;

/**
 * A scope as this relay holds it.
 *
 * @param scope {@code organization/ID} or {@code domain/NAME}
 * @param epoch raised after a restore of the database; 0 where the record could not be read so far
 * @param revision of its last change; 0 where the record could not be read so far
 * @param state whether it is in force
 * @param reason why it is refused; empty otherwise
 */
public record CachedScope(String scope, long epoch, long revision, State state, Optional<String> reason) {
    /** Whether a scope is in force. */
    public enum State {
        /** In force. */
        APPLIED("applied"),
        /** Deleted by an administrator. */
        DELETED("deleted"),
        /** Not understood: mail that depends on it waits. */
        REFUSED("refused");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** @throws IllegalArgumentException for a word that is none of these */
        public static State of(String word) {
            for (State state : values()) {
                if (state.word.equals(word)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("not a state: " + word);
        }
    }

    public CachedScope {
        Objects.requireNonNull(scope);
        Objects.requireNonNull(state);
        Objects.requireNonNull(reason);
    }

    static CachedScope of(ScopeState held) {
        return new CachedScope(
                held.scope().toString(),
                held.version().epoch(),
                held.version().revision(),
                held.content() instanceof ScopeState.Deleted
                        ? State.DELETED
                        : held.content() instanceof ScopeState.Refused ? State.REFUSED : State.APPLIED,
                held.content() instanceof ScopeState.Refused refused
                        ? Optional.of(refused.reason())
                        : Optional.empty());
    }
}
