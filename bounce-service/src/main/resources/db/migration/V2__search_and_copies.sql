-- Found by about whom it tells.
ALTER TABLE event ADD COLUMN recipients varchar[] NOT NULL DEFAULT '{}';
CREATE INDEX event_recipients ON event USING gin (recipients);
CREATE INDEX event_received ON event (received_at);

-- Found by to whom it goes, in lower case.
ALTER TABLE report ADD COLUMN addressee text NOT NULL DEFAULT '';
CREATE INDEX report_addressee ON report (addressee, created_at DESC);

-- A report that an operator has sent again is a further row, under a Message-ID of its own; a relay that tells its queue id
-- is asked about it there.
ALTER TABLE report
  ADD COLUMN copy integer NOT NULL DEFAULT 1,
  ADD COLUMN relay_queue_id text,
  DROP CONSTRAINT report_event_id_form_key,
  ADD UNIQUE (event_id, form, copy);
