/** Measurements, for {@code mvn -Pbench}: figures for docs/performance.md, never a reason to fail a build. */
@NullMarked
package io.sealpost.relay.bench;

import org.jspecify.annotations.NullMarked;
