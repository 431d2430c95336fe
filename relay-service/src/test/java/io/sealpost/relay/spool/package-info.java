@NullMarked
package io.sealpost.relay.spool;

import org.jspecify.annotations.NullMarked;
