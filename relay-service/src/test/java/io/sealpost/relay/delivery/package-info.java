/**
 * Deliveries to scripted servers, and the pure parts by themselves.
 */
@NullMarked
package io.sealpost.relay.delivery;

import org.jspecify.annotations.NullMarked;
