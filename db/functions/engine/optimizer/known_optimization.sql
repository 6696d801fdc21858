create or replace function sched_engine.known_optimization(p_optimization_id bigint)
returns sched.emp_optimizations
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_run sched.emp_optimizations;
begin
    perform sched_engine.check_given(p_optimization_id::text, 'run of the optimizer', 'Give its number, as the list shows it.');
    select o.* into v_run
    from sched.emp_optimizations as o
    inner join sched_engine.visible_resources as v on v.id = o.resource_id
    where o.id = p_optimization_id;
    if v_run.id is null then
        perform sched_engine.refuse('SC001', format('There is no run %s of the optimizer.', p_optimization_id),
            'List the runs and use the numbers shown there.');
    end if;
    return v_run;
end
$$;

comment on function sched_engine.known_optimization(bigint) is
    'A run of the optimizer, of a part of the plant that the present request may see. SC001: unknown. SC016: not given.';
