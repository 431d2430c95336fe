@NullMarked
package io.sealpost.relay.policy;

import org.jspecify.annotations.NullMarked;
