/**
 * Who may call, and what: API keys with their REST, and {@link io.sealpost.rules.access.Access}, the one place that
 * decides from caller and path. Imports {@code problem} and {@code tenant}.
 *
 * <p>A key is {@code sealpost_ID_SECRET}. The database holds the id and the SHA-256 of the whole key; the secret has
 * 256 bits, so a plain hash cannot be searched. A request is refused before its path is matched, so that nothing
 * is told to those without a key, not even what exists. Then the matched path is decided on by what it concerns
 * ({@link io.sealpost.rules.access.Door}): an organization, a domain, a key, the caller's own, or operators alone,
 * and that is what every path is that nobody listed.
 *
 * <p>With an OpenID provider people call, too: a token becomes the same {@link io.sealpost.rules.access.Caller} as a key
 * does, and from there on nothing asks which of the two it was.
 */
@NullMarked
package io.sealpost.rules.access;

import org.jspecify.annotations.NullMarked;
