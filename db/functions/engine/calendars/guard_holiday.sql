create or replace function sched_engine.guard_holiday()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_rrule(new.recurrence_rule);
    return new;
end
$$;

comment on function sched_engine.guard_holiday() is 'Trigger: refuses bad recurrence rules (SC012).';

create or replace trigger guard_holiday
before insert or update of recurrence_rule on sched.holidays
for each row when (new.recurrence_rule is not null) execute function sched_engine.guard_holiday();
