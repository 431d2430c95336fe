package io.sealpost.platform.process;

/** Who ends a server process when this JVM ends. */
public enum Lifetime {
    /** The process ends with this JVM, whatever its owner forgets. */
    JVM,
    /** The owner ends it, in an order of its own. */
    OWNER
}
