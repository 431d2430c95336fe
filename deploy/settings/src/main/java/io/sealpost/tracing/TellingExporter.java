package io.sealpost.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** Tells once that the collector takes no spans, and once that it does again; the exporter itself would tell of each batch. */
final class TellingExporter implements SpanExporter {
    private static final Logger LOG = Logger.getLogger(Tracing.class.getName());

    private final SpanExporter exporter;
    private final AtomicBoolean failing = new AtomicBoolean();

    TellingExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> tell(result.isSuccess()));
    }

    private void tell(boolean taken) {
        if (failing.compareAndSet(taken, !taken)) {
            if (taken) {
                LOG.info("the collector takes spans again");
            } else {
                LOG.warning("the collector takes no spans; they are dropped until it does");
            }
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
