/**
 * The rules as this relay knows them: reads {@code sealpost.rulesets}, swaps scopes atomically, tells its progress on
 * {@code sealpost.relay-status}, and keeps a copy for the time when Kafka is away.
 *
 * <p>Not known never means not required: before the topic is read to its end, after {@code max-staleness} without
 * Kafka, or where a parent is missing or a scope is refused, whoever asks is told so. May use {@code mail},
 * {@code policy} and {@code spool}.
 */
@NullMarked
package io.sealpost.relay.ruleset;

import org.jspecify.annotations.NullMarked;
