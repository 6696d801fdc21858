create or replace function sched_engine.cancel_optimization(p_optimization_id bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_state constant sched.job_state := (sched_engine.known_optimization(p_optimization_id)).state;
begin
    update sched.emp_optimizations as o
    set state = 'cancelled', finished_at = clock_timestamp()
    where o.id = p_optimization_id and o.state in ('queued', 'running');
    if not found and v_state <> 'cancelled' then
        perform sched_engine.refuse('SC015', format('Run %s of the optimizer has %s already.', p_optimization_id, v_state),
            'Only one that is queued or running can be cancelled.');
    end if;
end
$$;

comment on function sched_engine.cancel_optimization(bigint) is
    'Cancels a run of the optimizer: it ends within a second or two, without suggestions. SC001: unknown. SC015: it has ended.';
