create or replace function sched_engine.copy_pattern(
    p_pattern_id bigint, p_code text, p_name text default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_original sched.operating_patterns;
    v_id bigint;
begin
    perform sched_engine.check_given(p_pattern_id::text, 'pattern', 'Give the id of the pattern to copy.');
    perform sched_engine.check_given(p_code, 'pattern code', 'Give the copy a code that no other pattern has.');
    select p.* into v_original from sched.operating_patterns as p where p.id = p_pattern_id;
    if not found then
        perform sched_engine.refuse(
            'SC001',
            format('There is no pattern with the id %s.', p_pattern_id),
            'Look it up in the list of patterns.'
        );
    end if;

    v_id := sched_engine.create_pattern(
        p_code,
        coalesce(p_name, left(v_original.pattern_name, 193) || ' (copy)'),
        coalesce(
            (select jsonb_agg(to_jsonb(r)) from sched.pattern_rules as r where r.pattern_id = p_pattern_id),
            '[]'
        ),
        v_original.cycle_days,
        v_original.anchor_date
    );
    update sched.operating_patterns as p
    set
        pattern_type = v_original.pattern_type,
        complexity_level = v_original.complexity_level,
        configuration = v_original.configuration
    where p.id = v_id;
    return v_id;
end
$$;

comment on function sched_engine.copy_pattern(bigint, text, text) is
    'Copies a pattern with its rules under another code and returns the id of the copy, which is not
built in and can be changed. Without a name, that of the original and "(copy)".';
