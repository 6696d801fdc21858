create or replace function sched_engine.reject_suggestions(p_optimization_id bigint, p_ids bigint[] default null)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids constant bigint[] := sched_engine.open_suggestions(p_optimization_id, p_ids);
begin
    update sched.emp_suggestions as s
    set suggestion_status = 'rejected', decided_at = now(), decided_by = left(sched_engine.acting_user(), 200)
    where s.id = any(v_ids);
    return cardinality(v_ids);
end
$$;

comment on function sched_engine.reject_suggestions(bigint, bigint[]) is
    'Rejects these open suggestions of a run (null: all), and returns how many. SC001: unknown. SC050: one is not open.';
