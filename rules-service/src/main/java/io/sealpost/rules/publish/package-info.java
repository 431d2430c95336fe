/**
 * Sends the whole state of every changed scope to {@code sealpost.rulesets}. May import all rooms; nothing imports it.
 *
 * <p>One thread per instance holds a connection of its own to the database, which LISTENs for changes and tries for
 * an advisory lock; the instance that has it publishes. A pass sends every scope whose published state lags: by
 * revision, by epoch, or because it stands on a topic that is no more. A scope's revision and content are read in
 * one REPEATABLE READ transaction, which has ended before Kafka is awaited; afterwards topic id and offset are noted.
 * A pass begins at every NOTIFY and at every sweep, so that nothing that was missed stays missed.
 *
 * <p>Should two instances send at the same time (one was frozen in the middle and lost its lock), or one die between
 * sending and noting, the next pass finds on the topic what nobody noted
 * ({@link io.sealpost.rules.publish.TopicTail}): of each scope the record with the highest offset counts, and if that
 * is an older state, the scope lags and is sent once more. Relays take only what is newer by (epoch, revision), so
 * a record that comes late changes nothing for them.
 */
@NullMarked
package io.sealpost.rules.publish;

import org.jspecify.annotations.NullMarked;
