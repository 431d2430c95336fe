package io.sealpost.rules.access;

/** What somebody wants to do with a thing. */
public enum Right {
    READ,
    WRITE;

    /** The right that a request needs; a question that needs a body is a POST and changes nothing. */
    static Right of(String method, String path) {
        boolean asks = method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
        return asks || path.equals("/v1/explain") ? READ : WRITE;
    }
}
