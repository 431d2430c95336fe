-- Whether a rule that is on acts, or only tells what it would have done.
alter table rules add column mode text not null default 'enforce' check (mode in ('enforce', 'monitor'));
