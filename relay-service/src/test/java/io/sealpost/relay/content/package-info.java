@NullMarked
package io.sealpost.relay.content;

import org.jspecify.annotations.NullMarked;
