package io.sealpost.relay.outcome;

/** What one attempt at one address of a destination came to; the verdict judges by these alone. */
public enum AttemptClass {
    /** The final reply was positive. */
    DELIVERED("DELIVERED"),
    /** Not reached, or lost before STARTTLS was answered. */
    NET("NET"),
    /** The server does not do TLS: no STARTTLS in its EHLO, no EHLO at all, or STARTTLS answered 5yz. */
    TLS_ABSENT("TLS-ABSENT"),
    /** TLS is offered but did not come about, or not as demanded. */
    TLS_TEMP("TLS-TEMP"),
    /** Our own TLS engine or trust store failed; never the remote's fault. */
    LOCAL("LOCAL"),
    /** Session as required, then refused for now or lost. */
    SMTP_TEMP("SMTP-TEMP"),
    /** Session as required, then refused for good. */
    SMTP_PERM("SMTP-PERM");

    private final String word;

    AttemptClass(String word) {
        this.word = word;
    }

    /** The word in events, reports and logs. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException for a word that is none of these */
    public static AttemptClass of(String word) {
        for (AttemptClass each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("not an attempt class: " + word);
    }

    /** Whether it says something of the server's TLS: what a TLS bounce needs in every round. */
    public boolean isTls() {
        return this == TLS_ABSENT || this == TLS_TEMP;
    }
}
