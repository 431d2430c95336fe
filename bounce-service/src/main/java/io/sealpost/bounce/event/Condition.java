package io.sealpost.bounce.event;

/** When a sender wants to be told (RFC 3461 §4.1), and what a report on it says of the recipient (RFC 3464 §2.3.3). */
public enum Condition {
    SUCCESS("relayed", '2'),
    FAILURE("failed", '5'),
    DELAY("delayed", '4');

    private final String action;
    private final char statusClass;

    Condition(String action, char statusClass) {
        this.action = action;
        this.statusClass = statusClass;
    }

    /** The Action field. */
    public String action() {
        return action;
    }

    /** Whether an enhanced status code is of the class that goes with it (RFC 3463 §2). */
    boolean fits(String status) {
        return status.charAt(0) == statusClass;
    }
}
