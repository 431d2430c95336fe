@NullMarked
package io.sealpost.relay.report;

import org.jspecify.annotations.NullMarked;
