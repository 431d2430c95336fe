package io.sealpost.rules.explain;

/**
 * What a relay said.
 *
 * @param status of HTTP
 */
@SuppressWarnings("ArrayRecordComponent") // octets pass through once and are never compared
record RelayAnswer(int status, byte[] body) {}
