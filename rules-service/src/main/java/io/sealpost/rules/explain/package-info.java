/**
 * What the rules would decide for a message, asked of a relay: it answers from the rules that it enforces, by the code that
 * decides about mail. Imports {@code rollout}, {@code tenant}, {@code access} and {@code problem}.
 */
@NullMarked
package io.sealpost.rules.explain;

import org.jspecify.annotations.NullMarked;
