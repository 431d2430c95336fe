package io.sealpost.relay.ingress;

/**
 * What a client's TLS session negotiated.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipher JSSE's name of the cipher suite
 */
record TlsParameters(String version, String cipher) {}
