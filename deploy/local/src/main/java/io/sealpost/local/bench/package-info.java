/**
 * How fast an installation is on this machine: a stack of its own, a generator and a partner's server in processes of
 * their own, and a report of what was seen.
 *
 * <p>The generator hands in numbered messages whose content follows from the number; generator and partner tell of each
 * message in a line on their standard output, with the time of the wall clock, which all processes of a machine share.
 * {@link Tally} brings both together. A warm-up of the same kind goes before: half of a fresh relay's processor time goes to
 * its compilers. Both processes end when their standard input does, so that they never outlive the launcher.
 *
 * <p>Imports {@code stack}, {@code provision} and the platform's {@code load}, {@code process} and {@code tls}.
 */
@NullMarked
package io.sealpost.local.bench;

import org.jspecify.annotations.NullMarked;
