create or replace function sched_engine.lock_rosters(p_employee_ids bigint[])
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform from sched.emp_generated_dates as g
    where g.employee_id = any(p_employee_ids)
    order by g.employee_id
    for no key update;
end
$$;

comment on function sched_engine.lock_rosters(bigint[]) is
    'Locks the rosters of these people for writing, until the end of the transaction: one writer at a time, always in
the order of ids, while readers are not held up.';
