/**
 * Turns what arrives into reports that are sent. May import every room.
 *
 * <p>The consumer stores a batch of events and then acknowledges it; while the database is away it holds the topic and tries
 * again. A record that is no event is set aside, and the others go on.
 *
 * <p>The sender loop claims due reports from the database, woken after each store and by a sweep, at most so many at once.
 * Each claim is decided ({@link io.sealpost.bounce.reporting.Disposition}), composed, submitted and settled by itself, so
 * that a report that must wait holds no other up. Crashed work is claimed again when its lease is over; the relay knows
 * the Message-ID again.
 */
@NullMarked
package io.sealpost.bounce.reporting;

import org.jspecify.annotations.NullMarked;
