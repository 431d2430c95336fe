/** Measurements, under {@code mvn -Pbench}: how fast reports leave, and at what cost. */
@NullMarked
package io.sealpost.bounce.bench;

import org.jspecify.annotations.NullMarked;
