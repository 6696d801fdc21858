create or replace function sched_engine.open_roster()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into sched.emp_generated_dates (employee_id) select n.id from new_rows as n on conflict do nothing;
    return null;
end
$$;

comment on function sched_engine.open_roster() is
    'Trigger: every employee has a row in sched.emp_generated_dates from the beginning, which whoever writes the roster
locks.';

create or replace trigger open_roster after insert on sched.emp_employees
referencing new table as new_rows for each statement execute function sched_engine.open_roster();
