/**
 * Much mail at once, at little cost to the machine that it shares with what is measured: clients that hand in as fast as
 * they are answered, and a server under TLS that keeps nothing. Both block, with a thread for each connection. Imports
 * nothing of the platform.
 */
@NullMarked
package io.sealpost.platform.load;

import org.jspecify.annotations.NullMarked;
