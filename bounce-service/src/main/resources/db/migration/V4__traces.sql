-- What carries the trace of a message on to its report (W3C Trace Context), where it is traced.
ALTER TABLE event ADD COLUMN traceparent text;
