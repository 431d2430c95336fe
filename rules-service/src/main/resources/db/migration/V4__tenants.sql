-- The organizations from the top down to this one; empty where there is none of this id.
create function organization_path(organization text) returns text[] language sql stable as $$
  with recursive up (id, parent, height) as (
    select o.id, o.parent, 0 from organizations o where o.id = organization
    union all
    select o.id, o.parent, up.height + 1 from organizations o join up on o.id = up.parent
  )
  select coalesce(array_agg(id order by height desc), '{}') from up
$$;

-- The organization and all below it.
create function organization_subtree(organization text) returns setof text language sql stable as $$
  with recursive down (id) as (
    select o.id from organizations o where o.id = organization
    union all
    select o.id from organizations o join down on o.parent = down.id
  )
  select id from down
$$;

-- Whoever takes the id of an organization that is no more, inherits nothing of it.
alter table organizations add column created_at timestamptz not null default now();

-- A domain is pending until somebody vouches for it: 'operator', or 'dns' with the challenge in a TXT record.
alter table domains add column challenge text;
alter table domains add column verified_by text check (verified_by in ('operator', 'dns'));
alter table domains add column verified_at timestamptz;
alter table domains add column checked_at timestamptz not null default now();
update domains set verified_by = 'operator', verified_at = now();
alter table domains add check (coalesce(challenge, verified_by) is not null);
create index domains_pending on domains (checked_at) where verified_by is null;

-- Keys with a role, bound to an organization and what is below it; an operator's to none.
alter table api_keys rename column owner to name;
alter table api_keys add column role text not null default 'operator' check (role in ('operator', 'admin', 'viewer'));
alter table api_keys alter column role drop default;
alter table api_keys add column organization text references organizations;
alter table api_keys add column expires_at timestamptz;
alter table api_keys add check ((role = 'operator') = (organization is null));
create index api_keys_organization on api_keys (organization);

-- Beside the keys, for it is no change of them.
create table api_key_uses (
  key     text primary key references api_keys on delete cascade,
  used_at timestamptz not null
);
