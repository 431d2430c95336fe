-- Every change, written by triggers in the changing transaction: no statement of the service, and none that somebody types
-- into the database, passes them by. Rows are never changed or deleted.
create table audit (
  id            bigint generated always as identity primary key,
  at            timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  key           text,
  actor         text        not null,
  address       text,
  operation     text,
  kind          text        not null,
  object        text        not null,
  action        text        not null check (action in ('created', 'changed', 'deleted')),
  scope         text,
  organizations text[]      not null,
  before        jsonb,
  after         jsonb
);
create index audit_scope on audit (scope, id);
create index audit_key on audit (key, id);
create index audit_at on audit (at);
create index audit_organizations on audit using gin (organizations);

-- Row after row, each hash covers the row and the hash before.
create table audit_seals (
  position bigint primary key,
  entry    bigint not null unique,
  hash     bytea  not null
);

-- Rows that no seal covers yet.
create table audit_unsealed (entry bigint primary key);

create function audit_unsealed() returns trigger language plpgsql as $$
begin
  insert into audit_unsealed values (new.id);
  return null;
end $$;
create trigger unsealed after insert on audit for each row execute function audit_unsealed();

create function audit_stays() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of % are never changed or deleted', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger stays before update or delete or truncate on audit for each statement execute function audit_stays();
create trigger stays before update or delete or truncate on audit_seals for each statement execute function audit_stays();
revoke update, delete, truncate on audit, audit_seals from public, current_user;

-- Writes a row. Who calls, from where and for what, the service has told the transaction (sealpost.call); without that it is
-- the service itself, or whoever else is logged in to the database.
create function audit_note(kind text, object text, action text, scope text, organizations text[], before jsonb, after jsonb)
returns void language plpgsql as $$
declare
  call jsonb := nullif(current_setting('sealpost.call', true), '')::jsonb;
begin
  insert into audit (key, actor, address, operation, kind, object, action, scope, organizations, before, after)
  values (call->>'key', coalesce(call->>'name', 'database user ' || session_user), call->>'address', call->>'operation',
    kind, object, action, scope, organizations, before, after);
end $$;

-- A row as it is shown: names as in the API, without what is empty, secret, or for the service alone.
create function audit_view(data jsonb) returns jsonb language sql immutable as $$
  select jsonb_object_agg(lower(left(key, 1)) || substr(replace(initcap(replace(key, '_', ' ')), ' ', ''), 2), value)
  from jsonb_each(data)
  where value <> 'null'
    and key not in ('hash', 'salt', 'stored_key', 'server_key', 'previous_stored_key', 'previous_server_key', 'revision', 'size', 'checked_at', 'reconciled_epoch', 'topic_id')
$$;

create function audit_scope(kind text, data jsonb) returns text language sql immutable as $$
  select case
    when kind = 'organizations' then 'organization/' || (data->>'id')
    when kind = 'domains' then 'domain/' || (data->>'name')
    when data ? 'scope' then data->>'scope'
    when data ? 'domain' then 'domain/' || (data->>'domain')
    else 'organization/' || (data->>'organization')
  end
$$;

-- The organizations from the top to the one that owns the row. Where its domain went just now in the same transaction, the
-- row about that knows.
create function audit_organizations(kind text, data jsonb, scope text) returns text[] language sql stable as $$
  select case
    when kind = 'organizations' then organization_path(data->>'parent') || (data->>'id')
    when data ? 'organization' then organization_path(data->>'organization')
    when scope like 'domain/%' then coalesce(
      (select organization_path(d.organization) from domains d where d.name = substr(scope, 8)),
      (select a.organizations from audit a where a.scope = audit_organizations.scope order by a.id desc limit 1),
      '{}')
    else organization_path(split_part(coalesce(scope, ''), '/', 2))
  end
$$;

-- For the rows of a table; the name of the kind is the argument. R__every_table_is_audited.sql makes the triggers.
create function audit_change() returns trigger language plpgsql as $$
declare
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  present jsonb := coalesce(new_row, old_row);
  scope text := audit_scope(tg_table_name, present);
  owners text[] := audit_organizations(tg_table_name, present, scope);
begin
  if tg_op = 'UPDATE' then
    if audit_view(old_row) = audit_view(new_row) then
      return null;
    end if;
    owners := owners || array(
      select unnest(audit_organizations(tg_table_name, old_row, audit_scope(tg_table_name, old_row)))
      except select unnest(owners));
  end if;
  perform audit_note(tg_argv[0], coalesce(present->>'id', present->>'name', tg_argv[0]),
    case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end,
    scope, owners, audit_view(old_row), audit_view(new_row));
  return null;
end $$;

-- For tables of entries of lists, which change by thousands: one row for each list and statement.
create function audit_entries() returns trigger language plpgsql as $$
begin
  perform audit_note(tg_argv[0], split_part(e.list, '/', 3), case tg_op when 'INSERT' then 'created' else 'deleted' end,
    e.list, organization_path(split_part(e.list, '/', 2)),
    case when tg_op = 'DELETE' then e.entries end, case when tg_op = 'INSERT' then e.entries end)
  from (select list, jsonb_build_object('entries', jsonb_agg(entry)) as entries from touched group by list) e;
  return null;
end $$;

-- Answers to requests with an Idempotency-Key, for 24 hours; without an answer while the request is under way.
create table idempotent_answers (
  key        text        not null,
  token      text        not null,
  request    bytea       not null,
  created_at timestamptz not null default now(),
  status     integer,
  location   text,
  etag       text,
  body       text,
  primary key (key, token)
);
create index idempotent_answers_age on idempotent_answers (created_at);
