/**
 * The launcher's entry: reads the command and runs it. Imports all below; nothing imports it.
 */
@NullMarked
package io.sealpost.local;

import org.jspecify.annotations.NullMarked;
