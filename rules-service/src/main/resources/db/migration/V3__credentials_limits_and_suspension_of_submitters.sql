-- A submitter is a network or a credential. Of a credential's secrets only SCRAM-SHA-256 verifiers are kept (RFC 5802 §3);
-- present and previous secret share the salt, so that a login can be checked against both.
alter table submitters alter column network drop not null;
alter table submitters
  add column username             text,
  add column salt                 bytea,
  add column iterations           integer,
  add column stored_key           bytea,
  add column server_key           bytea,
  add column previous_stored_key  bytea,
  add column previous_server_key  bytea,
  add column previous_valid_until timestamptz,
  add column suspended            boolean not null default false,
  add column messages_per_hour    integer not null default 10000,
  add column recipients_per_hour  integer not null default 100000,
  add check ((network is null) <> (username is null)),
  add check ((username is null) = (stored_key is null)),
  add unique (domain, username);
alter table submitters
  alter column suspended drop default,
  alter column messages_per_hour drop default,
  alter column recipients_per_hour drop default;

-- Limits and suspension make each submitter larger in what is published; relays are told of them with the next change.
update scopes set size = size + 96 * (select count(*) from submitters where scope = 'domain/' || domain);
