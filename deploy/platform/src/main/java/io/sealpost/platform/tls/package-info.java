/**
 * A certificate authority for partners and for the relay on one machine, and TLS contexts made of its certificates.
 */
@NullMarked
package io.sealpost.platform.tls;

import org.jspecify.annotations.NullMarked;
