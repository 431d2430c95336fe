/**
 * The platform as Quarkus test resources, and what JUnit shall do for all tests. Imports {@code kafka} and
 * {@code postgres}; needs {@code io.quarkus:quarkus-test-common}, JUnit and Awaitility, which tests have anyway.
 */
@NullMarked
package io.sealpost.platform.test;

import org.jspecify.annotations.NullMarked;
