/**
 * All of Sealpost on one machine: Kafka and PostgreSQL side by side, then all services side by side, ended in the
 * reverse order. Each part is a process with a log file, reachable by its name. Used by the launcher and by tests that
 * span the services. Imports {@code state} and the platform.
 */
@NullMarked
package io.sealpost.local.stack;

import org.jspecify.annotations.NullMarked;
