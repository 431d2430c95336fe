/**
 * The main job on a real message, shown step by step; every step is an observation that may fail. Imports {@code stack},
 * {@code provision} and the platform's partner servers.
 */
@NullMarked
package io.sealpost.local.demo;

import org.jspecify.annotations.NullMarked;
