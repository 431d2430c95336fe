-- What arrived on sealpost.reports-due, exactly as it arrived: composing reads it again.
CREATE TABLE event (
  id           text        PRIMARY KEY,
  queue_id     text        NOT NULL,
  type         text        NOT NULL,
  sender       text        NOT NULL,
  domain       text,
  organization text,
  due_at       timestamptz NOT NULL,
  received_at  timestamptz NOT NULL DEFAULT now(),
  value        bytea       NOT NULL
);

CREATE INDEX event_queue_id ON event (queue_id);

-- One row for each message that is, or is not, sent about an event: its form first, perhaps a redacted one later.
-- While a row is 'received', next_attempt_at says when it may be claimed; a claim moves it into the future and draws a
-- new lease, so that a claim whose holder died is taken up again and a late answer of its holder is refused.
CREATE TABLE report (
  id              text        PRIMARY KEY,
  event_id        text        NOT NULL REFERENCES event (id),
  form            text        NOT NULL CHECK (form IN ('full', 'redacted', 'plain')),
  message_id      text        NOT NULL UNIQUE,
  status          text        NOT NULL DEFAULT 'received'
                              CHECK (status IN ('received', 'submitted', 'suppressed', 'failed')),
  reason          text,
  relay           text,
  attempts        integer     NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL DEFAULT now(),
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  lease           uuid,
  settled_at      timestamptz,
  UNIQUE (event_id, form)
);

CREATE INDEX report_waiting ON report (next_attempt_at) WHERE status = 'received';
CREATE INDEX report_newest ON report (created_at DESC, id DESC);

-- Records that no event could be read from, with their first bytes.
CREATE TABLE unreadable_record (
  id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic            text        NOT NULL,
  partition        integer     NOT NULL,
  record_offset    bigint      NOT NULL,
  record_timestamp timestamptz NOT NULL,
  reason           text        NOT NULL,
  size             integer     NOT NULL,
  value            bytea,
  set_aside_at     timestamptz NOT NULL DEFAULT now(),
  UNIQUE (topic, partition, record_offset, record_timestamp)
);
