create or replace function sched_engine.lock_coverage(p_requirement_ids bigint[])
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform from sched.emp_requirements as q
    where q.id = any(p_requirement_ids)
    order by q.id
    for no key update;
end
$$;

comment on function sched_engine.lock_coverage(bigint[]) is
    'Locks the gaps of these requirements for writing, until the end of the transaction: one writer at a time, always in
the order of ids, while readers are not held up.';
