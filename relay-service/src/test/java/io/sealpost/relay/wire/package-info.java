/**
 * What is on the wire, octet by octet.
 */
@NullMarked
package io.sealpost.relay.wire;

import org.jspecify.annotations.NullMarked;
