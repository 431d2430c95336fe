package io.sealpost.local.bench;

/**
 * The relay's connections at the partner's server.
 *
 * @param made since the beginning
 * @param open now
 * @param most open at once, so far
 * @param full handshakes in full
 * @param resumed handshakes that resumed a session
 */
record Connections(int made, int open, int most, int full, int resumed) {
    Connections opened() {
        return new Connections(made + 1, open + 1, Math.max(most, open + 1), full, resumed);
    }

    Connections closed() {
        return new Connections(made, open - 1, most, full, resumed);
    }

    Connections secured(boolean byResumption) {
        return new Connections(made, open, most, full + (byResumption ? 0 : 1), resumed + (byResumption ? 1 : 0));
    }

    /** What came since then; {@code open} and {@code most} stay. */
    Connections since(Connections before) {
        return new Connections(made - before.made, open, most, full - before.full, resumed - before.resumed);
    }
}
