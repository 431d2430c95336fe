package io.sealpost.rules.problem;

/** Marks a body that may hold everything there is of something: it may be larger than others. */
public interface WholeDocument {}
