package io.sealpost.rules.explain;

/**
 * What a relay said.
 *
 * @param status of HTTP
 */
record RelayAnswer(int status, byte[] body) {}
