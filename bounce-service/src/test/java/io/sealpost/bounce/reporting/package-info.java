@NullMarked
package io.sealpost.bounce.reporting;

import org.jspecify.annotations.NullMarked;
