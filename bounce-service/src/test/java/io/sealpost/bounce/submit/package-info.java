@NullMarked
package io.sealpost.bounce.submit;

import org.jspecify.annotations.NullMarked;
