-- An address list is a scope of its own, published apart from the rules that name it. Its organization may go in the same
-- transaction, after it or before it.
create table address_lists (
  scope        text primary key references scopes,
  organization text not null references organizations deferrable initially deferred,
  name         text not null,
  unique (organization, name)
);

create table address_list_entries (
  list  text not null references address_lists,
  entry text collate "C" not null,
  primary key (list, entry)
);

-- The lists that a rule names.
alter table rules add column lists text[] not null default '{}';
create index rules_lists on rules using gin (lists) where lists <> '{}';
