package io.sealpost.relay.ingress;

/**
 * What a listener asks of a client before its first MAIL.
 *
 * @param offersTls whether there is a certificate
 * @param requiresTls whether mail is taken over TLS alone (RFC 3207 §4)
 * @param requiresAuth whether a client's network is not enough (RFC 4954 §6)
 */
record ListenerPolicy(boolean offersTls, boolean requiresTls, boolean requiresAuth) {}
