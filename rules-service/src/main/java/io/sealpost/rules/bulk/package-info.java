/**
 * Import and export of everything as NDJSON, one thing a line. May import all rooms but {@code publish}.
 *
 * <p>A line belongs to the organization that it names, a rule to that of the line before it. All lines of one organization
 * that stand together are one transaction: they are stored together or not at all, with their audit, and published after
 * it. Whatever is as a line says already is left alone, so that an import that broke off is simply sent again, from its
 * beginning or from a line on.
 *
 * <p>The body of an import is read to a file before the first line is stored: most clients read no answer before they have
 * sent everything, and no transaction waits for a client.
 */
@NullMarked
package io.sealpost.rules.bulk;

import org.jspecify.annotations.NullMarked;
