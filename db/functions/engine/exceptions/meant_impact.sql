create or replace function sched_engine.meant_impact(p_type sched.exception_type, p_impact sched.impact_type)
returns sched.impact_type
language sql
immutable
parallel safe
as $$
    select case when p_type = 'overtime' and p_impact = 'no_operation' then 'additional'::sched.impact_type else p_impact end
$$;

comment on function sched_engine.meant_impact(sched.exception_type, sched.impact_type) is
    'The impact of a new exception: overtime has one only, so nobody needs to say it.';
