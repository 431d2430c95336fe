package io.sealpost.bounce.record;

import java.time.Instant;
import java.util.Optional;

/**
 * What is still to be sent.
 *
 * @param reports how many
 * @param oldest when the longest waiting of them was stored
 */
public record Backlog(long reports, Optional<Instant> oldest) {}
