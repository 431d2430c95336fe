package io.sealpost.relay.spool;

/** Which report of the bounce-service a message is; its {@code Sealpost-Report} header says so. */
public enum ReportForm {
    /** On confidential mail, with the original's headers: must itself travel encrypted. */
    FULL("full"),
    /** On confidential mail, with next to nothing of the original: may travel in clear. */
    REDACTED("redacted"),
    /** On other mail; carries no such header. */
    PLAIN("plain");

    private final String word;

    ReportForm(String word) {
        this.word = word;
    }

    /** The word in the header and in events. */
    public String word() {
        return word;
    }

    /** Reads the word of the header or an event; anything else is an {@link IllegalArgumentException}. */
    public static ReportForm of(String word) {
        for (ReportForm form : values()) {
            if (form.word.equals(word)) {
                return form;
            }
        }
        throw new IllegalArgumentException("a report is full, redacted or plain, not " + word);
    }
}
