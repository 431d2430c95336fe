/**
 * Who changed what, when, from where, before and after. Imports {@code access}, {@code tenant} and {@code problem}.
 *
 * <p>Rows are written by triggers of the database, in the changing transaction: no resource can forget it, and what
 * somebody types into the database stands there, too. {@link io.sealpost.rules.audit.CallTeller} tells each
 * transaction of a write who calls. Only what is no row of a table is told by
 * {@link io.sealpost.rules.audit.AuditTrail}.
 *
 * <p>The sealer gives each committed row its position within a second and chains it by hash to the one before. Readers
 * go by position, so that nothing ever appears behind their cursor.
 */
@NullMarked
package io.sealpost.rules.audit;

import org.jspecify.annotations.NullMarked;
