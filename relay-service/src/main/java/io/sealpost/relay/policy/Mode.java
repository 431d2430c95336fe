package io.sealpost.relay.policy;

/** Whether a rule acts. */
public enum Mode {
    /** It does. */
    ENFORCE("enforce"),
    /** It acts on nothing, and what it would have done is told. */
    MONITOR("monitor");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException for a word that is none of these */
    public static Mode of(String word) {
        for (Mode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("a mode is enforce or monitor, not " + word);
    }
}
