/**
 * A DNS server whose zone is written by the test that uses it.
 */
@NullMarked
package io.sealpost.platform.dns;

import org.jspecify.annotations.NullMarked;
