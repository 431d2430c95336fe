package io.sealpost.local.bench;

/** What the generator and the partner's server tell of; times are microseconds of the wall clock. */
interface Events {
    /** The partner's server listens there. */
    void listening(int port);

    /** A message was answered with 250 at that time, so long after its last octet. */
    void taken(int number, long at, long nanos);

    void refused(int number, String words);

    /** The generator has been answered for all that it was to send. */
    void sent();

    void connected();

    void secured(boolean resumed);

    void disconnected();

    /** A message has come whole and intact for that one of its recipients. */
    void delivered(int number, int recipient, long at);

    void damaged(String words);
}
