create or replace function sched_engine.pattern_id(p_code text)
returns bigint
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    select p.id into v_id from sched_engine.offered_patterns as p where p.pattern_code = p_code;
    if v_id is null then
        perform sched_engine.check_given(p_code, 'pattern', 'Give its code, as the list of patterns shows it.');
        perform sched_engine.refuse(
            'SC001',
            format('There is no pattern %s.', p_code),
            'Look its code up in the list of patterns; upper and lower case differ.'
        );
    end if;
    return v_id;
end
$$;

comment on function sched_engine.pattern_id(text) is
    'Id of the operating pattern with this code; SC001 when there is none, or it is not offered.';
