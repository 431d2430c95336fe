package io.sealpost.rules.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a key allows.
 *
 * @param organization the root of what it reaches; null for an operator's
 * @param expires null for never
 */
record Grant(
        String name,
        Role role,
        @Nullable String organization,
        @Nullable Instant expires) {}
