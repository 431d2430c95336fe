package io.sealpost.relay.mail;

/**
 * What the sender calls this transaction in its reports: the value of ENVID (RFC 3461 §4.4).
 *
 * @param value decoded: printable ASCII, not empty; at most {@value #MAX_LENGTH} characters when written
 */
public record EnvelopeId(String value) {
    static final int MAX_LENGTH = 100;

    public EnvelopeId {
        if (Xtext.printable(value).isEmpty() || Xtext.encode(value).length() > MAX_LENGTH) {
            throw new IllegalArgumentException("ENVID has 1 to " + MAX_LENGTH + " characters");
        }
    }

    /**
     * Reads the xtext of the parameter.
     *
     * @throws IllegalArgumentException with words fit for the one who wrote it
     */
    public static EnvelopeId parse(String text) {
        return new EnvelopeId(Xtext.decode(text));
    }

    /** As it stands in the parameter. */
    @Override
    public String toString() {
        return Xtext.encode(value);
    }
}
