/**
 * What users are promised, seen on the packaged services with a real broker, a real database and real mail servers.
 *
 * <p>{@link io.sealpost.e2e.World} is the outside world and Sealpost in it; a {@link io.sealpost.e2e.Tenant} is
 * a customer with an organization and a domain of its own, so that tests share a running system without meeting.
 */
@NullMarked
package io.sealpost.e2e;

import org.jspecify.annotations.NullMarked;
