/**
 * The file that says which processes a launcher started, so that a later one can list and end just these. A process is
 * known by its pid and its start time together, since pids are used again.
 */
@NullMarked
package io.sealpost.local.state;

import org.jspecify.annotations.NullMarked;
