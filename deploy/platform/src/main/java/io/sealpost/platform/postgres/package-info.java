/**
 * A real PostgreSQL in processes of its own, from binaries that come as a Maven artifact. Imports {@code process} and
 * {@code net}.
 */
@NullMarked
package io.sealpost.platform.postgres;

import org.jspecify.annotations.NullMarked;
