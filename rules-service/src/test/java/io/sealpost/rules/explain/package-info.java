@NullMarked
package io.sealpost.rules.explain;

import org.jspecify.annotations.NullMarked;
