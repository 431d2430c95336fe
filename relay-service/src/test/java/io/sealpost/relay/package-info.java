@NullMarked
package io.sealpost.relay;

import org.jspecify.annotations.NullMarked;
