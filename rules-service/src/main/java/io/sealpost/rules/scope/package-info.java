/**
 * REST of organizations, domains and submitters. Imports {@code tenant}, {@code access}, {@code change},
 * {@code rollout} and {@code problem}.
 *
 * <p>Each thing has a body (what is sent), values (what that means, checked and normalised), and a view (what is
 * answered). Writes take the tree's lock, then the scope's, then write, then draw the revision.
 */
@NullMarked
package io.sealpost.rules.scope;

import org.jspecify.annotations.NullMarked;
