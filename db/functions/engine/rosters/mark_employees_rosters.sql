create or replace function sched_engine.mark_employees_rosters()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_rosters(
        tg_table_name, tg_op, array_agg(n.id), array_agg(n.id), array_agg(daterange(null, null))
    )
    from new_rows as n
    inner join old_rows as o on o.id = n.id
    where (o.is_active, o.hire_date) is distinct from (n.is_active, n.hire_date)
        or o.termination_date is distinct from n.termination_date;
    return null;
end
$$;

comment on function sched_engine.mark_employees_rosters() is
    'Trigger: marks the rosters of people who begin, leave or are deactivated at another time than before.';

create or replace trigger mark_rosters after update on sched.emp_employees
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_employees_rosters();
