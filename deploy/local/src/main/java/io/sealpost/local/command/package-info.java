/**
 * What a user may type, as values; pure. Imports {@code stack}'s values.
 */
@NullMarked
package io.sealpost.local.command;

import org.jspecify.annotations.NullMarked;
