/**
 * A real Kafka broker (KRaft, one node) in a process of its own. Imports {@code process} and {@code net}. The broker's
 * jars are copied by the build to the folder that the system property {@code sealpost.kafka.libs} names, and are on no
 * class path of ours.
 */
@NullMarked
package io.sealpost.platform.kafka;

import org.jspecify.annotations.NullMarked;
