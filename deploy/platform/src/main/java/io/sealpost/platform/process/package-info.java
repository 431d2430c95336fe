/**
 * Servers that run as processes of their own: started with a log file and a bounded wait until they are ready, stopped
 * with a signal and a bounded wait until they are gone; and found again when the JVM that started them was killed. Knows
 * nothing of what the servers are.
 */
@NullMarked
package io.sealpost.platform.process;

import org.jspecify.annotations.NullMarked;
