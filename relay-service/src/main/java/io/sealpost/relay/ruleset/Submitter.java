package io.sealpost.relay.ruleset;

/**
 * A network from which a domain's mail may be submitted.
 *
 * @param network which
 * @param forwards whether it may carry foreign senders
 */
record Submitter(Network network, boolean forwards) {}
