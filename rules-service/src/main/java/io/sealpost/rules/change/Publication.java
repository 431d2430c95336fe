package io.sealpost.rules.change;

import java.util.Optional;

/**
 * How the publishing of a scope stands.
 *
 * @param place where the state stands that relays take; empty while none does, or one that the database lacks
 * @param obstacle what keeps the present state from being published
 */
public record Publication(Scope scope, Optional<Place> place, Optional<Obstacle> obstacle) {}
