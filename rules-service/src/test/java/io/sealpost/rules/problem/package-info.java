@NullMarked
package io.sealpost.rules.problem;

import org.jspecify.annotations.NullMarked;
