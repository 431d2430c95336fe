@NullMarked
package io.sealpost.bounce.record;

import org.jspecify.annotations.NullMarked;
