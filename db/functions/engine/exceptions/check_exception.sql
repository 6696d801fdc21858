create or replace function sched_engine.check_exception(
    p_resource_id bigint,
    p_type sched.exception_type,
    p_start timestamptz,
    p_end timestamptz,
    p_impact sched.impact_type,
    p_capacity_percent integer,
    p_recurrence_rule text,
    p_shift_minutes integer,
    p_shift_code text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem record;
begin
    select p.* into v_problem
    from sched_engine.exception_problems(
        p_resource_id, p_type, p_start, p_end, p_impact, p_capacity_percent, p_recurrence_rule, p_shift_minutes,
        p_shift_code
    ) as p
    limit 1;
    if found then
        perform sched_engine.refuse('SC004', v_problem.message, v_problem.remedy);
    end if;
end
$$;

comment on function sched_engine.check_exception(
    bigint, sched.exception_type, timestamptz, timestamptz, sched.impact_type, integer, text, integer, text
) is
    'Refuses (SC004) an exception for the first of its sched_engine.exception_problems.';
