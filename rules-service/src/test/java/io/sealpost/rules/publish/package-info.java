@NullMarked
package io.sealpost.rules.publish;

import org.jspecify.annotations.NullMarked;
