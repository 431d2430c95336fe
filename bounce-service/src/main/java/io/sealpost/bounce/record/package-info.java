/**
 * What was reported: the rows in PostgreSQL, and the REST API for operators. May import {@code event} and {@code dsn}.
 *
 * <p>An {@code event} row holds what arrived, byte for byte; a {@code digest} row stands for many reports that one message
 * tells of (ADR 0021); a {@code report} row is one message about either. Its life:
 *
 * <pre>
 * received --claimed, taken by a relay-------> submitted --its delivery failed--> failed
 *     |------nobody may be told--------------> suppressed (also one that a digest tells of, from the start)
 *     |------refused for good----------------> failed, told to the organization's contact
 *     '------anything else: stays received, is claimed again later
 * </pre>
 *
 * <p>Several instances share the table: a claim skips rows that another claim holds, moves {@code next_attempt_at} ahead
 * by the lease, and draws a lease id without which nothing can be settled.
 */
@NullMarked
package io.sealpost.bounce.record;

import org.jspecify.annotations.NullMarked;
