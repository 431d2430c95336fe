package io.sealpost.relay.policy;

/** What of a message's content a criterion looks at. */
public enum ContentPart {
    /** The decoded text of each text part. */
    TEXT("criteria.body"),
    /** The decoded name of each part that has one. */
    NAME("criteria.attachments");

    private final String criterion;

    ContentPart(String criterion) {
        this.criterion = criterion;
    }

    /** The criterion that looks at it, as it stands in a rule. */
    String criterion() {
        return criterion;
    }
}
