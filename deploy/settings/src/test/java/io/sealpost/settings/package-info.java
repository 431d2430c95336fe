/** Tests of the check of settings, most through a configuration as a service builds it. */
@org.jspecify.annotations.NullMarked
package io.sealpost.settings;
