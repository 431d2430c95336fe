@NullMarked
package io.sealpost.relay.ingress;

import org.jspecify.annotations.NullMarked;
