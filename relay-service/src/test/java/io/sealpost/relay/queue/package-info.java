@NullMarked
package io.sealpost.relay.queue;

import org.jspecify.annotations.NullMarked;
