create or replace function sched_engine.requirement_said(
    p_per sched.requirement_per, p_shift_code text, p_min_level sched.qualification_level, p_position_code text
)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select concat_ws(
        ', ', case p_per when 'machine' then 'for each machine' else 'in all' end, 'shift ' || p_shift_code,
        'level ' || p_min_level, 'position ' || p_position_code
    )
$$;

comment on function sched_engine.requirement_said(
    sched.requirement_per, text, sched.qualification_level, text
) is
    'What tells a requirement of a resource from others, as a message says it: for each machine, shift N, level expert,
position OPERATOR.';
