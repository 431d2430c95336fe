package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Network;

/**
 * A network from which a domain's mail may be submitted.
 *
 * @param network which
 * @param forwards whether it may carry foreign senders
 */
record Submitter(Network network, boolean forwards) {}
