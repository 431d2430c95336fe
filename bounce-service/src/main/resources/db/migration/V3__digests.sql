-- One message that tells of many reports: the reports of a storm to their sender, or undelivered reports to the contact
-- of an organization. What it tells of are the reports that name it in told_by.
CREATE TABLE digest (
  id            text        PRIMARY KEY,
  kind          text        NOT NULL CHECK (kind IN ('storm', 'undelivered')),
  about         text        NOT NULL,
  recipient     text        NOT NULL,
  organization  text,
  contact       text,
  locale        text,
  reporting_mta text        NOT NULL,
  members       integer     NOT NULL DEFAULT 0,
  recipients    integer     NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX digest_about ON digest (kind, about, created_at DESC);

-- Since when reports to a sender are counted, or when an organization's contact was last due to be told.
CREATE TABLE digest_window (
  kind     text        NOT NULL,
  about    text        NOT NULL,
  began_at timestamptz NOT NULL,
  reports  bigint      NOT NULL,
  PRIMARY KEY (kind, about)
);

-- A report is about an event, or it is a digest.
ALTER TABLE report
  ALTER COLUMN event_id DROP NOT NULL,
  ADD COLUMN digest_id text REFERENCES digest (id),
  ADD COLUMN told_by text REFERENCES digest (id) ON DELETE SET NULL,
  ADD CHECK ((event_id IS NULL) <> (digest_id IS NULL)),
  ADD UNIQUE (digest_id, form, copy);

CREATE INDEX report_told_by ON report (told_by) WHERE told_by IS NOT NULL;
