package io.sealpost.rules.problem;

/**
 * What problems of one sort have in common.
 *
 * @param status of the answer
 * @param name last segment of the type URI
 */
public record ProblemType(int status, String name, String title) {}
