/**
 * Address lists: many recipients under one name, for the rules of an organization and of all below it. Imports {@code
 * tenant}, {@code access}, {@code change}, {@code rollout} and {@code problem}.
 *
 * <p>A list is a scope of its own with its own revision, so that a change of one entry does not publish the rules again.
 * A rule names lists; of each name it means the one nearest to it, from its own organization upwards. A writer of such a
 * rule holds the list's scope until its transaction ends, so that no list goes while a rule begins to use it.
 */
@NullMarked
package io.sealpost.rules.addresslist;

import org.jspecify.annotations.NullMarked;
