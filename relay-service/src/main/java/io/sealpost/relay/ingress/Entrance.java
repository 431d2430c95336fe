package io.sealpost.relay.ingress;

/** The ways in. */
enum Entrance {
    SMTP,
    HTTP
}
