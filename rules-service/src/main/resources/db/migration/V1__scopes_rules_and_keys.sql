-- Every change of any scope draws its revision here, after locking the scope's row.
create sequence scope_revision;

-- A scope is published as one: an organization or a domain with all that belongs to it.
-- Deleted scopes keep their row, so that their deletion is published.
create table scopes (
  scope              text primary key,
  revision           bigint      not null default 0,
  deleted            boolean     not null,
  size               bigint      not null default 0,
  changed_by         text        not null,
  changed_at         timestamptz not null,
  published_revision bigint      not null default 0,
  published_epoch    bigint      not null default 0,
  topic_id           text,
  topic_offset       bigint
);
create index scopes_unpublished on scopes (revision) where published_revision < revision;

-- One row: the epoch of what is published, and up to which epoch the topic was searched for keys that are not here.
create table publication (
  singleton        boolean primary key default true check (singleton),
  epoch            bigint not null,
  reconciled_epoch bigint not null
);
insert into publication (epoch, reconciled_epoch) values (1, 1);

create table organizations (
  id           text primary key,
  display_name text   not null,
  parent       text references organizations,
  contact      text,
  locale       text,
  revision     bigint not null
);
create index organizations_parent on organizations (parent);

create table domains (
  name         text primary key,
  organization text   not null references organizations,
  locale       text,
  inbound_host text,
  revision     bigint not null
);
create index domains_organization on domains (organization);

create table submitters (
  id       uuid primary key,
  domain   text    not null references domains,
  network  text    not null,
  forwards boolean not null,
  unique (domain, network)
);

create table rules (
  id        uuid primary key,
  scope     text    not null references scopes,
  position  bigint  not null,
  revision  bigint  not null,
  name      text    not null,
  direction text    not null check (direction in ('outgoing', 'incoming')),
  enabled   boolean not null,
  criteria  jsonb   not null,
  actions   jsonb   not null,
  size      bigint  not null,
  unique (scope, position),
  unique (scope, direction, name)
);

-- Only hashes: the keys themselves are nowhere.
create table api_keys (
  id         text primary key,
  owner      text        not null,
  hash       bytea       not null,
  created_at timestamptz not null
);
