create or replace function sched_engine.given_pattern(
    p_id bigint, p_code text, p_old_id bigint default null, p_old_code text default null
)
returns bigint
language plpgsql
stable
set search_path = ''
as $$
declare
    v_given_id constant bigint := case when p_id is distinct from p_old_id then p_id end;
    v_given_code constant text := case when p_code is distinct from p_old_code then p_code end;
    v_id bigint;
begin
    if p_old_id is not null and (p_id, p_code) is not distinct from (p_old_id, p_old_code) then
        return p_old_id;
    elsif num_nonnulls(v_given_id, v_given_code) = 0 then
        perform sched_engine.refuse('SC016', 'No pattern is given.',
            'Give its id as pattern_id, or its code as pattern_code.');
    elsif v_given_code is not null then
        v_id := sched_engine.pattern_id(v_given_code);
    elsif exists (select from sched.operating_patterns as p where p.id = v_given_id) then
        v_id := v_given_id;
    else
        perform sched_engine.refuse('SC001', format('There is no pattern with the id %s.', v_given_id),
            'List the patterns and use the id or code shown there.');
    end if;
    if v_id <> v_given_id then
        perform sched_engine.refuse('SC016',
            format('pattern_id %s and pattern_code %L are two patterns.', v_given_id, v_given_code), 'Give one of them.');
    end if;
    return v_id;
end
$$;

comment on function sched_engine.given_pattern(bigint, text, bigint, text) is
    'The pattern that a request means by an id, a code or both; when a row is changed, what it had before comes last.
SC016: neither, or two different ones. SC001: there is none.';
