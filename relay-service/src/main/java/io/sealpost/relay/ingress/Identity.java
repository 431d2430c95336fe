package io.sealpost.relay.ingress;

/** Who a client has proved to be. */
sealed interface Identity {
    /** Nobody: only its address is known. */
    record Unknown() implements Identity {}

    /** The bounce-service. */
    record Reporter() implements Identity {}

    /** A submitter by its login, {@code name@domain}. */
    record Login(String name) implements Identity {}

    default boolean isProved() {
        return !(this instanceof Unknown);
    }

    default boolean isReporter() {
        return this instanceof Reporter;
    }
}
