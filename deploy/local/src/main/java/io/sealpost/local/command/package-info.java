/**
 * What a user may type, as values; pure. Imports the values of {@code stack} and {@code bench}.
 */
@NullMarked
package io.sealpost.local.command;

import org.jspecify.annotations.NullMarked;
