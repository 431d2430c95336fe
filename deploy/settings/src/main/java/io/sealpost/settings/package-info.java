/**
 * The settings of a service, judged before it starts: each must be known and have a value that fits.
 *
 * <p>What is known are the members of the {@code @ConfigMapping} interfaces below {@code sealpost}; there is no list
 * beside them. A service needs only to have this library on its class path: {@link io.sealpost.settings.SettingsCustomizer}
 * is found by the configuration itself and hangs {@link io.sealpost.settings.SettingsGate} into it. After all mappings are
 * read, and before anything else of the service is, the gate compares
 *
 * <ol>
 *   <li>every given name with the known ones. Names of environment variables are ambiguous ({@code _} stands for a dot, a
 *       dash and a quote), so they are compared in that form;
 *   <li>every given value with its type, by the converter that the mapping names; the converters of this package say in
 *       words what would be right;
 *   <li>what has no default with what is given.
 * </ol>
 *
 * <p>All complaints are told at once, a line each, and the process ends with 1.
 *
 * <p>Uses SmallRye Config alone, nothing of Quarkus and no room of a service.
 */
@NullMarked
package io.sealpost.settings;

import org.jspecify.annotations.NullMarked;
