/** Tests of the service as a whole, and what several rooms' tests share. */
@NullMarked
package io.sealpost.rules;

import org.jspecify.annotations.NullMarked;
