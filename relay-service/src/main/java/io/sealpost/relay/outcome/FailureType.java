package io.sealpost.relay.outcome;

/** Why the sender is told; the {@code type} of an event on {@code sealpost.reports-due}. */
public enum FailureType {
    /** The server cannot do the TLS that a rule demands. */
    TLS_FAILURE("tls-failure"),
    /** The server refused the recipient or the message for good. */
    REJECTED("rejected"),
    /** The queue lifetime is over. */
    EXPIRED("expired"),
    /** No such domain, no address, or the domain takes no mail. */
    UNROUTABLE("unroutable"),
    /** A message rule refuses it, or held it and nobody let it go. */
    POLICY("policy"),
    /** It would come back to this relay. */
    LOOP("loop"),
    /** An operator gave it up. */
    OPERATOR("operator");

    private final String word;

    FailureType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException for a word that is none of these */
    public static FailureType of(String word) {
        for (FailureType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        throw new IllegalArgumentException("not a failure type: " + word);
    }
}
