package io.sealpost.rules.explain;

import io.vertx.core.buffer.Buffer;

/**
 * What a relay said.
 *
 * @param status of HTTP
 */
record RelayAnswer(int status, Buffer body) {}
