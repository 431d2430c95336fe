/**
 * Routes from answers, and from a DNS server.
 */
@NullMarked
package io.sealpost.relay.route;

import org.jspecify.annotations.NullMarked;
