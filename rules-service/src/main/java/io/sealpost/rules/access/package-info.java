/**
 * Who may call: API keys and the check of every request below {@code /v1}. Imports {@code problem} and
 * {@code tenant}.
 *
 * <p>A key is {@code sealpost_ID_SECRET}. The database holds the id and the SHA-256 of the whole key; the secret has
 * 256 bits, so a plain hash cannot be searched. A request is refused before its path is matched, so that nothing
 * is told to those without a key, not even what exists.
 */
@NullMarked
package io.sealpost.rules.access;

import org.jspecify.annotations.NullMarked;
