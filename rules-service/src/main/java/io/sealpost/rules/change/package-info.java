/**
 * Scopes (an organization or a domain with all that belongs to it) and how they change: revision, size, and where
 * the latest published state stands on the topic. Imports {@code problem} only.
 *
 * <p>A writer locks its scope's row, changes what it changes, and then draws the revision from the one sequence, so
 * that revisions of a scope grow in the order of their commits. PostgreSQL's NOTIFY, sent after the commit, wakes the
 * publisher. A deleted scope keeps its row, so that its deletion is published and a scope of the same name that is
 * made later goes on from a higher revision.
 */
@NullMarked
package io.sealpost.rules.change;

import org.jspecify.annotations.NullMarked;
