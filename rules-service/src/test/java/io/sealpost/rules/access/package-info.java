@NullMarked
package io.sealpost.rules.access;

import org.jspecify.annotations.NullMarked;
