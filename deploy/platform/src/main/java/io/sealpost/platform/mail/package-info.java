/**
 * Mail servers and a mail client to stand on the other side of the relay; both keep every byte as it travelled.
 * Imports {@code tls}.
 */
@NullMarked
package io.sealpost.platform.mail;

import org.jspecify.annotations.NullMarked;
