/**
 * Message rules: their parts as values, what makes them valid, their storage and their REST. Imports {@code tenant},
 * {@code access}, {@code change}, {@code rollout} and {@code problem}.
 *
 * <p>Rules hang on scopes, whether of an organization or of a domain, and know nothing else of either. What comes in
 * is a {@link io.sealpost.rules.rule.RuleBody}, in which everything may be missing; what it means, checked and
 * normalised, is {@link io.sealpost.rules.rule.RuleValues}. A patch changes the body of the present values and is
 * then checked like any other.
 */
@NullMarked
package io.sealpost.rules.rule;

import org.jspecify.annotations.NullMarked;
