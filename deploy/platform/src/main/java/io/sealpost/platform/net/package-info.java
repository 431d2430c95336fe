/**
 * Sockets: free ports, and a recorder of what two parties say to each other.
 */
@NullMarked
package io.sealpost.platform.net;

import org.jspecify.annotations.NullMarked;
