create or replace function sched_engine.open_generated_dates()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into sched.generated_dates (resource_id) select n.id from new_rows as n;
    return null;
end
$$;

comment on function sched_engine.open_generated_dates() is
    'Trigger: every resource has its row in sched.generated_dates from the start, because that row is also its lock.';

create or replace trigger open_generated_dates
after insert on sched.resources
referencing new table as new_rows
for each statement execute function sched_engine.open_generated_dates();
