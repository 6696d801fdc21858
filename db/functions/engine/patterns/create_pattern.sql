create or replace function sched_engine.create_pattern(
    p_code text,
    p_name text,
    p_rules jsonb,
    p_cycle_days integer default 7,
    p_anchor_date date default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    perform sched_engine.check_given(p_code, 'pattern code', 'Give the pattern a code that no other has.');
    perform sched_engine.check_given(p_cycle_days::text, 'number of days', 'A weekly pattern has 7.', 'SC006');
    if p_cycle_days not between 1 and 366 then
        perform sched_engine.refuse('SC006',
            format('Pattern %s: a cycle of %s days is not possible.', p_code, p_cycle_days),
            'Use 1 to 366 days: 7 is a weekly pattern, 14 a fortnight.');
    end if;
    perform sched_engine.check_pattern_rules(p_code, p_rules, p_cycle_days);

    insert into sched.operating_patterns (pattern_code, pattern_name, cycle_days, anchor_date)
    values (p_code, p_name, p_cycle_days, coalesce(p_anchor_date, date '2000-01-02'))
    on conflict (pattern_code) do nothing
    returning id into v_id;
    -- Said alike, whether it is offered or not.
    if v_id is null and exists (
        select from sched.operating_patterns as p
        where p.pattern_code = p_code and p.is_system_pattern and p.complexity_level > 'simple'
    ) then
        perform sched_engine.refuse('23505', format('The code %s is kept for a built-in pattern.', p_code),
            'Choose another code.');
    elsif v_id is null then
        perform sched_engine.refuse(
            '23505',
            format('There is a pattern %s already.', p_code),
            'Choose another code, or replace the rules of the pattern that exists.'
        );
    end if;

    perform sched_engine.replace_pattern_rules(v_id, p_rules, p_cycle_days);
    return v_id;
end
$$;

comment on function sched_engine.create_pattern(text, text, jsonb, integer, date) is
    'Creates a pattern and returns its id. Rules: a JSON array of {cycle_day, start_time, end_time,
is_operating, shift_code} in local wall time; an end not after the start is on the next day; is_operating
= false is a break. Day 0 of the cycle is p_anchor_date, by default a Sunday. SC006: rules that
contradict each other; 23505: the code is taken; SC016: no code.';
