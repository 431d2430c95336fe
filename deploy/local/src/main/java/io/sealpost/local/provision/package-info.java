/**
 * The REST API as a provisioning script uses it. Imports nothing of the launcher.
 */
@NullMarked
package io.sealpost.local.provision;

import org.jspecify.annotations.NullMarked;
