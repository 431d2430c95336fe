@NullMarked
package io.sealpost.bounce.dsn;

import org.jspecify.annotations.NullMarked;
