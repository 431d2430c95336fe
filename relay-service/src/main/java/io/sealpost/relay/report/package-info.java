/**
 * What the rest of the world hears of a message: events on {@code sealpost.deliveries} and {@code sealpost.reports-due},
 * exactly as {@code docs/contracts} has them, and their way from the spool's outbox to Kafka.
 *
 * <p>Events are made from values and stored by whoever changes the message, in the change's own batch. The publisher
 * sends the outbox in order and removes an event only when the broker has confirmed it; while Kafka is away events wait
 * and mail goes on. A crash may publish an event twice, under the same id. Events of a message that
 * is traced carry its trace on. May use {@code mail}, {@code policy}, {@code outcome} and {@code spool}.
 */
@NullMarked
package io.sealpost.relay.report;

import org.jspecify.annotations.NullMarked;
