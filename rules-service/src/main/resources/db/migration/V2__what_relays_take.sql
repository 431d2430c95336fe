-- The newest state, by (epoch, revision), that the topic of a scope was ever seen to hold. Relays take nothing older,
-- wherever it stands on the topic.
alter table scopes add column seen_epoch bigint not null default 0;
alter table scopes add column seen_revision bigint not null default 0;
update scopes set seen_epoch = published_epoch, seen_revision = published_revision;

-- The topic on which everything is to stand; null before the first.
alter table publication add column topic_id text;

-- How the publishing of each scope stands:
-- ahead: the topic holds a newer state than the database, so that relays would ignore whatever is sent.
-- lagging: the present state is to be sent.
-- taken: the record with the highest offset is the one that relays take, and no newer than the database.
create view publishing as
select scope, revision, changed_at, published_revision, topic_id, topic_offset, ahead,
  revision > 0 and not ahead
    and (elsewhere or (published_epoch, published_revision) < (epoch, revision)) as lagging,
  topic_id is not null and not ahead
    and (published_epoch, published_revision) = (seen_epoch, seen_revision) as taken
from (
  select s.*, p.reconciled_epoch as epoch,
    s.topic_id is distinct from coalesce(p.topic_id, s.topic_id) as elsewhere,
    s.topic_id is not distinct from coalesce(p.topic_id, s.topic_id)
      and (s.seen_epoch, s.seen_revision) > (p.reconciled_epoch, s.revision) as ahead
  from scopes s cross join publication p
) as each;
