create or replace function sched_engine.derive_weekly_hours()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    new.weekly_hours := sched_engine.weekly_hours(new.id, new.cycle_days);
    new.updated_at := now();
    return new;
end
$$;

comment on function sched_engine.derive_weekly_hours() is
    'Trigger: weekly_hours always follows from the rules, whatever was typed.';

create or replace trigger derive_weekly_hours
before insert or update on sched.operating_patterns
for each row execute function sched_engine.derive_weekly_hours();

-- Built-in patterns are seeded before this function exists, and the formula may change: bring them up to date.
update sched.operating_patterns as p
set weekly_hours = w.hours
from (
    select i.id, sched_engine.weekly_hours(i.id, i.cycle_days) as hours from sched.operating_patterns as i
) as w
where w.id = p.id and w.hours is distinct from p.weekly_hours;
