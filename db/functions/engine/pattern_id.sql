create or replace function sched_engine.pattern_id(p_code text)
returns bigint
language plpgsql
stable
parallel safe
set search_path = ''
as $$
declare
    v_id bigint;
begin
    select p.id into v_id from sched.operating_patterns as p where p.pattern_code = p_code;
    if v_id is null then
        perform sched_engine.refuse(
            'SC001',
            format('There is no pattern %s.', coalesce(p_code, '(none)')),
            'Look its code up in the list of patterns; upper and lower case differ.'
        );
    end if;
    return v_id;
end
$$;

comment on function sched_engine.pattern_id(text) is
    'Id of the operating pattern with this code; SC001 when unknown.';
