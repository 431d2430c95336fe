/**
 * What was seen when a delivery was tried: values that travel from {@code delivery} through the spool to events and
 * reports. May use {@code mail} and {@code policy}.
 */
@NullMarked
package io.sealpost.relay.outcome;

import org.jspecify.annotations.NullMarked;
