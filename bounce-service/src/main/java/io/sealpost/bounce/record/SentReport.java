package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;

/** A report of ours, found by its Message-ID, and the event that it was about. */
public record SentReport(String messageId, ReportForm form, ReportDue event) {}
