/**
 * The tree of organizations and their domains: who stands below whom, and the names by which they are known.
 * Imports {@code problem} only.
 *
 * <p>Whoever moves, makes or removes a part of the tree holds the tree's lock (a PostgreSQL advisory lock of the
 * transaction), so that two moves at one moment can make no cycle and nothing is hung below what is being removed.
 */
@NullMarked
package io.sealpost.rules.tenant;

import org.jspecify.annotations.NullMarked;
