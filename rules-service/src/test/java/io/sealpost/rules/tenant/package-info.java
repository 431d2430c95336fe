@NullMarked
package io.sealpost.rules.tenant;

import org.jspecify.annotations.NullMarked;
