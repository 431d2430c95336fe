-- Rules keep room between them, so that a rule moves by changing its own position alone.
alter table rules drop constraint rules_scope_position_key;
update rules set position = position * 1048576;
alter table rules add constraint rules_scope_position_key unique (scope, position) deferrable initially deferred;

-- The form of criteria and actions, for later versions that keep them in another one.
alter table rules add column format smallint not null default 1;

-- Of older rules it is not known when they changed last.
alter table rules add column changed_at timestamptz not null default now();
