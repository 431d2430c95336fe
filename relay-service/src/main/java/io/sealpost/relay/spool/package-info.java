/**
 * Keeps what was accepted until it is settled, on a disk that is synced before anybody is told so.
 *
 * <p>RocksDB with one write-ahead log and column families for body chunks, envelope records, the outbox of events and
 * the copy of the rulesets. Bodies are written in chunks as they stream in; the envelope record, written last and
 * synced, makes the message exist. One committer takes every batch that waits and syncs them together (group commit).
 * Chunks without an envelope are removed at start. May use {@code mail}, {@code policy} and {@code outcome}.
 */
@NullMarked
package io.sealpost.relay.spool;

import org.jspecify.annotations.NullMarked;
