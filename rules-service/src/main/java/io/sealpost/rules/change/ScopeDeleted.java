package io.sealpost.rules.change;

/** Told within the transaction that deletes a scope, so that whoever keeps parts of it deletes them. */
public record ScopeDeleted(Scope scope, String deletedBy) {}
