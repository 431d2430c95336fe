package io.sealpost.rules.access;

/** What somebody wants to do with a thing. */
public enum Right {
    READ,
    WRITE;

    static Right of(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS") ? READ : WRITE;
    }
}
