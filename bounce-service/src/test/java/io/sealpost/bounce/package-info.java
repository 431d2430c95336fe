/** Tests over the whole service. */
@NullMarked
package io.sealpost.bounce;

import org.jspecify.annotations.NullMarked;
