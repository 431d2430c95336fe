package io.sealpost.relay.mail;

import java.util.Objects;
import java.util.function.Function;

/** A change of a message's header. Nothing of what came is taken away, and the body stays as it is. */
public sealed interface HeaderEdit {
    /**
     * A further field, behind the others.
     *
     * @param name printable ASCII without a colon (RFC 5322 §2.2)
     * @param value printable ASCII
     */
    record AddField(String name, String value) implements HeaderEdit {
        public AddField {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
        }
    }

    /**
     * Text before that of the Subject field, which is added where it is missing.
     *
     * @param text without control characters
     */
    record PrependSubject(String text) implements HeaderEdit {
        public PrependSubject {
            Objects.requireNonNull(text);
        }
    }

    /** Calls the one function that fits; a further case breaks the compilation of every caller. */
    default <T> T match(Function<AddField, T> addField, Function<PrependSubject, T> prependSubject) {
        return this instanceof AddField field ? addField.apply(field) : prependSubject.apply((PrependSubject) this);
    }
}
