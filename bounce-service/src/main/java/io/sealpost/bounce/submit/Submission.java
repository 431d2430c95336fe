package io.sealpost.bounce.submit;

import java.util.Optional;
import java.util.function.Function;

/** What became of an attempt to hand over a report. */
public sealed interface Submission {

    /** Decides by case; a new case breaks the compilation of whoever decides. */
    <T> T match(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Deferred, T> deferred);

    /**
     * The relay has it.
     *
     * @param queueId what it calls it, where it says so to us
     */
    record Accepted(String relay, Optional<String> queueId) implements Submission {
        @Override
        public <T> T match(
                Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Deferred, T> deferred) {
            return accepted.apply(this);
        }
    }

    /**
     * It will never be taken.
     *
     * @param relay who said so; nobody, where there is no relay that could be asked
     */
    record Refused(Optional<String> relay, String reason) implements Submission {
        @Override
        public <T> T match(
                Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Deferred, T> deferred) {
            return refused.apply(this);
        }
    }

    /**
     * It is to be tried again later.
     *
     * @param suspect the relay that may have it, since its reply was lost: it must be tried first
     */
    record Deferred(String cause, Optional<String> suspect) implements Submission {
        @Override
        public <T> T match(
                Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Deferred, T> deferred) {
            return deferred.apply(this);
        }
    }
}
