/**
 * Much mail at once, at little cost to the machine that it shares with what is measured: clients that hand in as fast as
 * they are answered, and a server under TLS that keeps nothing. All connections of either have one thread, so that it finds
 * several with something to do where the machine is busy, and takes no turn of the processor for each. Imports nothing of
 * the platform.
 */
@NullMarked
package io.sealpost.platform.load;

import org.jspecify.annotations.NullMarked;
