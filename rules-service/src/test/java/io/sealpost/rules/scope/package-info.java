@NullMarked
package io.sealpost.rules.scope;

import org.jspecify.annotations.NullMarked;
