package io.sealpost.rules.change;

/** A state of a scope. */
public record ScopeRevision(Scope scope, long revision) {}
