-- The view that says how the publishing of each scope stands, with the size that its state takes.
create or replace view publishing as
select scope, revision, changed_at, published_revision, topic_id, topic_offset, ahead,
  revision > 0 and not ahead
    and (elsewhere or (published_epoch, published_revision) < (epoch, revision)) as lagging,
  topic_id is not null and not ahead
    and (published_epoch, published_revision) = (seen_epoch, seen_revision) as taken,
  size
from (
  select s.*, p.reconciled_epoch as epoch,
    s.topic_id is distinct from coalesce(p.topic_id, s.topic_id) as elsewhere,
    s.topic_id is not distinct from coalesce(p.topic_id, s.topic_id)
      and (s.seen_epoch, s.seen_revision) > (p.reconciled_epoch, s.revision) as ahead
  from scopes s cross join publication p
) as each;

-- Whether scopes lag that have not changed, or are ahead: whether any was published in another epoch, stands on another topic,
-- or has a newer state there. Each is answered by one end of an index.
create index scopes_published_epoch on scopes (published_epoch) where revision > 0 and published_revision >= revision;
create index scopes_topic on scopes (topic_id) where revision > 0;
create index scopes_seen_epoch on scopes (seen_epoch);
create index scopes_newer_on_topic on scopes (scope) where seen_revision > revision;

create function publishing_is_disturbed() returns boolean language plpgsql stable as $$
begin
  return (
    select coalesce(
      (select min(published_epoch) from scopes where revision > 0 and published_revision >= revision) < reconciled_epoch
      or (select max(seen_epoch) from scopes) > reconciled_epoch
      or (select min(topic_id) from scopes where revision > 0) <> topic_id
      or (select max(topic_id) from scopes where revision > 0) <> topic_id
      or (select min(scope) from scopes where seen_revision > revision) is not null, false)
    from publication);
end $$;

-- As before, but in PL/pgSQL, whose plans a session keeps; those of SQL functions are made anew at each call.
create or replace function organization_path(organization text) returns text[] language plpgsql stable as $$
declare
  path text[] := '{}';
  found_id text;
  next_id text := organization;
begin
  while next_id is not null loop
    select o.id, o.parent into found_id, next_id from organizations o where o.id = next_id;
    exit when found_id is null;
    path := found_id || path;
  end loop;
  return path;
end $$;

-- As before; the offset makes each step one by the index, where a join would read all organizations, and the number of rows
-- lets callers go on by index, too.
create or replace function organization_subtree(organization text) returns setof text language sql stable rows 20 as $$
  with recursive down (id) as (
    select o.id from organizations o where o.id = organization
    union all
    select child.id from down cross join lateral (select o.id from organizations o where o.parent = down.id offset 0) child
  )
  select id from down
$$;

create or replace function audit_view(data jsonb) returns jsonb language plpgsql immutable as $$
begin
  return (
    select jsonb_object_agg(lower(left(key, 1)) || substr(replace(initcap(replace(key, '_', ' ')), ' ', ''), 2), value)
    from jsonb_each(data)
    where value <> 'null'
      and key not in ('hash', 'salt', 'stored_key', 'server_key', 'previous_stored_key', 'previous_server_key', 'revision',
        'size', 'checked_at', 'reconciled_epoch', 'topic_id'));
end $$;

create or replace function audit_organizations(kind text, data jsonb, scope text) returns text[] language plpgsql stable as $$
declare
  owner text;
begin
  if kind = 'organizations' then
    return organization_path(data->>'parent') || (data->>'id');
  elsif data ? 'organization' then
    return organization_path(data->>'organization');
  elsif scope like 'domain/%' then
    select d.organization into owner from domains d where d.name = substr(scope, 8);
    return case when owner is not null then organization_path(owner) else coalesce(
      (select a.organizations from audit a where a.scope = audit_organizations.scope order by a.id desc limit 1), '{}') end;
  end if;
  return organization_path(split_part(coalesce(scope, ''), '/', 2));
end $$;

-- As before, but for the name of the table: as tg_table_name its collation is "C", which whatever is compared inherits, and
-- then no index serves.
create or replace function audit_change() returns trigger language plpgsql as $$
declare
  kind text := tg_table_name;
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  present jsonb := coalesce(new_row, old_row);
  scope text := audit_scope(kind, present);
  owners text[] := audit_organizations(kind, present, scope);
  before jsonb := case when tg_op <> 'INSERT' then audit_view(old_row) end;
  after jsonb := case when tg_op <> 'DELETE' then audit_view(new_row) end;
begin
  if tg_op = 'UPDATE' then
    if before = after then
      return null;
    end if;
    owners := owners || array(
      select unnest(audit_organizations(kind, old_row, audit_scope(kind, old_row))) except select unnest(owners));
  end if;
  perform audit_note(tg_argv[0], coalesce(present->>'id', present->>'name', tg_argv[0]),
    case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end, scope, owners, before, after);
  return null;
end $$;
