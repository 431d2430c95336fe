/**
 * Traces (OpenTelemetry) that follow a message through the services: the submission to a relay, each attempt to deliver it,
 * and each report about it.
 *
 * <p>What carries a trace from one to the next is a {@code traceparent} (W3C Trace Context): in the envelope record, so that
 * an attempt after a restart belongs to it, in the header of each event, and beside the stored event. Whoever has none begins
 * no span, so what was not sampled at the start costs nothing further on. Without an endpoint no class of OpenTelemetry is
 * loaded, no thread started, and nothing is carried.
 *
 * <p>Uses OpenTelemetry alone, nothing of Quarkus and no room of a service.
 */
@NullMarked
package io.sealpost.tracing;

import org.jspecify.annotations.NullMarked;
