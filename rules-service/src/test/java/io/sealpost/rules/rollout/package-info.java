@NullMarked
package io.sealpost.rules.rollout;

import org.jspecify.annotations.NullMarked;
