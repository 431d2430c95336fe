/**
 * The platform as Quarkus test resources. Imports {@code kafka} and {@code postgres}; needs
 * {@code io.quarkus:quarkus-test-common}, which the class path of a Quarkus test has anyway.
 */
@NullMarked
package io.sealpost.platform.test;

import org.jspecify.annotations.NullMarked;
