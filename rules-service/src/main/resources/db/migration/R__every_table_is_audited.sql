-- Every table is audited unless it is nobody's: how publishing stands, what guards the audit, answers, the migrations. Runs at
-- each start, after all other migrations, so that no new table is forgotten: ${flyway:timestamp}
do $$
declare
  each record;
begin
  for each in
    select c.oid, c.relname as name, replace(regexp_replace(regexp_replace(c.relname, 'ies$', 'y'), 's$', ''), '_', '-') as kind,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'list' and not a.attisdropped) as entries
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and c.relname not in ('scopes', 'audit', 'audit_seals', 'audit_unsealed', 'api_key_uses', 'idempotent_answers',
        'flyway_schema_history')
      and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audited')
  loop
    if each.entries then
      execute format('create trigger audited after insert on %I referencing new table as touched
        for each statement execute function audit_entries(%L)', each.name, each.kind);
      execute format('create trigger audited_end after delete on %I referencing old table as touched
        for each statement execute function audit_entries(%L)', each.name, each.kind);
    else
      execute format('create trigger audited after insert or update or delete on %I
        for each row execute function audit_change(%L)', each.name, each.kind);
    end if;
  end loop;
end $$;
