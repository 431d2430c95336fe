@NullMarked
package io.sealpost.relay.wire;

import org.jspecify.annotations.NullMarked;
