package io.sealpost.relay.policy;

/** Which mail a rule concerns, seen from the domain that owns it. */
public enum Direction {
    /** Mail that the domain sends. */
    OUTGOING("outgoing"),
    /** Mail that the relay carries to the domain. */
    INCOMING("incoming");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException for a word that is none of these */
    public static Direction of(String word) {
        for (Direction direction : values()) {
            if (direction.word.equals(word)) {
                return direction;
            }
        }
        throw new IllegalArgumentException("a direction is outgoing or incoming, not " + word);
    }
}
