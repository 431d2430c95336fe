/**
 * What arrives on {@code sealpost.reports-due}, as values. May import nothing of the other rooms.
 *
 * <p>The contract is {@code docs/contracts/reports-due}: unknown fields are ignored, a missing or malformed required
 * field makes the whole record unreadable. Values that become identifiers or parts of addresses in a report (ids, host
 * names, the reverse path) are checked here, so that the rooms behind need not ask again; words for people (diagnostics,
 * replies, rule names, original headers) are taken as they are and made safe where they are written.
 */
@NullMarked
package io.sealpost.bounce.event;

import org.jspecify.annotations.NullMarked;
