create or replace function sched_engine.refresh_weekly_hours()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    update sched.operating_patterns as p
    set updated_at = now()
    where p.id in (select r.pattern_id from changed_rules as r);
    return null;
end
$$;

comment on function sched_engine.refresh_weekly_hours() is
    'Trigger: a change of rules is a change of their pattern, which then derives its weekly hours.';

create or replace trigger refresh_weekly_hours_on_insert
after insert on sched.pattern_rules
referencing new table as changed_rules
for each statement execute function sched_engine.refresh_weekly_hours();

create or replace trigger refresh_weekly_hours_on_update
after update on sched.pattern_rules
referencing new table as changed_rules
for each statement execute function sched_engine.refresh_weekly_hours();

create or replace trigger refresh_weekly_hours_on_delete
after delete on sched.pattern_rules
referencing old table as changed_rules
for each statement execute function sched_engine.refresh_weekly_hours();
