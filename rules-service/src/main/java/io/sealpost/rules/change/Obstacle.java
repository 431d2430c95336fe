package io.sealpost.rules.change;

/** What keeps the changes of one scope from being published, in words for the caller of the API. */
public enum Obstacle {
    NEWER_ON_TOPIC(
            "The topic of rulesets holds a newer state of this scope than the database, and relays ignore what is "
                    + "older. The change is stored; it is published when an operator has raised the epoch (POST /v1/epoch).");

    private final String words;

    Obstacle(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
