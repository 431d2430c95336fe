package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportForm;

/** A report of ours, found by its Message-ID, and what it was about. */
public record SentReport(String reportId, String messageId, ReportForm form, Subject subject) {}
