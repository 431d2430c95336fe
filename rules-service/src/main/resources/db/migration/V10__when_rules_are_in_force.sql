-- When a rule that is on is in force; without a bound, always.
alter table rules add column active_from timestamptz;
alter table rules add column active_until timestamptz;
