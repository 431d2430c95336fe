@NullMarked
package io.sealpost.relay.mail;

import org.jspecify.annotations.NullMarked;
