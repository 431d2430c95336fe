-- What all submitters of a domain together may hand in; a limit that is null is none. Published with the domain's next change.
alter table domains
  add column suspended           boolean not null default false,
  add column messages_per_hour   integer,
  add column recipients_per_hour integer;
alter table domains alter column suspended drop default;
