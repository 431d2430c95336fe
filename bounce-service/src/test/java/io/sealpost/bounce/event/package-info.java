@NullMarked
package io.sealpost.bounce.event;

import org.jspecify.annotations.NullMarked;
