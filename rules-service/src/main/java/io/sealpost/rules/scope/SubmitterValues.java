package io.sealpost.rules.scope;

/**
 * What can be changed of a submitter.
 *
 * @param forwards whether it may carry mail of senders outside its domains
 * @param suspended whether nothing is taken from it for now
 */
record SubmitterValues(boolean forwards, boolean suspended, HourlyLimits limits) {}
