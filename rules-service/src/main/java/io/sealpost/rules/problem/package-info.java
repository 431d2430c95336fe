/**
 * What can be wrong with a request and how it is told: problem documents (RFC 9457) from the one sealed type
 * {@link io.sealpost.rules.problem.Problem}, and the strict reading of bodies, preconditions and pages that
 * raises them. Imports no other room.
 */
@NullMarked
package io.sealpost.rules.problem;

import org.jspecify.annotations.NullMarked;
