@NullMarked
package io.sealpost.relay.admin;

import org.jspecify.annotations.NullMarked;
