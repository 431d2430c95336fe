package io.sealpost.relay.delivery;

/**
 * How a dialogue leaves a connection on which another may follow.
 *
 * @param offered by the server, in answer to the session's last EHLO
 * @param clean whether the server waits for MAIL; else a transaction is still open and RSET comes first
 */
record Rest(Extensions offered, boolean clean) {}
