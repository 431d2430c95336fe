/**
 * Composes what senders are told (RFC 3464, RFC 6522). Pure: takes values and an instant, returns a value. May import
 * {@code event} alone, and Qute's core for the words.
 *
 * <p>{@code Diagnosis} finds out what decided for each recipient, {@code Explanation} says it in the phrases of the sender's
 * language ({@code Texts}, from {@code reports/*.txt}) and lays it out twice, {@code DeliveryStatus} says it to machines.
 *
 * <p>What is written is strictly 7-bit with lines of at most 998 characters (mostly 78), so that no hop re-encodes it, but for
 * senders whose own address is not ASCII ({@code Transport}):
 * <ul>
 *   <li>Every text that came from elsewhere (replies, diagnostics, addresses, rule names) loses its control characters
 *       in {@link io.sealpost.bounce.dsn.SafeText} before it meets a header or the text, so none can begin a line. A phrase
 *       gets values only, never templates; HTML is escaped by the layout.
 *   <li>Parts that are not 7-bit text with short lines travel quoted-printable; RFC 6522 §3 allows that for
 *       {@code text/rfc822-headers} where the original's headers are broken or 8-bit. Their bytes survive exactly.
 *   <li>A boundary is chosen so that it occurs in no part.
 * </ul>
 * The same event, form and date always give the same bytes: a report that is sent again is the same report.
 */
@NullMarked
package io.sealpost.bounce.dsn;

import org.jspecify.annotations.NullMarked;
