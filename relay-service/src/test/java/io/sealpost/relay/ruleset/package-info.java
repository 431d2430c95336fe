@NullMarked
package io.sealpost.relay.ruleset;

import org.jspecify.annotations.NullMarked;
