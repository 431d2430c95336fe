@NullMarked
package io.sealpost.rules.rule;

import org.jspecify.annotations.NullMarked;
