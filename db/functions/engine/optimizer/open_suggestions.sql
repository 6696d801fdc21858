create or replace function sched_engine.open_suggestions(p_optimization_id bigint, p_ids bigint[])
returns bigint[]
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
    v_other record;
begin
    perform sched_engine.known_optimization(p_optimization_id);
    v_ids := array(
        select s.id
        from sched.emp_suggestions as s
        where s.optimization_id = p_optimization_id and s.suggestion_status = 'open' and (p_ids is null or s.id = any(p_ids))
        order by s.id
        for update
    );
    select i.id, s.suggestion_status into v_other
    from unnest(p_ids) as i (id)
    left join sched.emp_suggestions as s on s.id = i.id and s.optimization_id = p_optimization_id
    where i.id <> all(v_ids)
    limit 1;
    if v_other.id is not null and v_other.suggestion_status is null then
        perform sched_engine.refuse('SC001', format('Run %s of the optimizer has no suggestion %s.', p_optimization_id, v_other.id),
            'Use the numbers that the run shows.');
    elsif v_other.id is not null then
        perform sched_engine.refuse('SC050', format('Suggestion %s is %s already.', v_other.id, v_other.suggestion_status),
            'Only an open one can be accepted or rejected; run the optimizer again for new ones.');
    end if;
    return v_ids;
end
$$;

comment on function sched_engine.open_suggestions(bigint, bigint[]) is
    'Locks these suggestions of a run (null: all that are open). SC001: unknown. SC050: one is not open.';
