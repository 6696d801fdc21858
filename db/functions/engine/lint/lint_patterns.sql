create or replace function sched_engine.lint_patterns(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with shifts as (
        select
            p.id,
            p.pattern_code::text as pattern_code,
            coalesce(range_agg(r.occupies) filter (where r.is_operating), '{}') as seconds
        from sched.operating_patterns as p
        left join sched.pattern_rules as r on r.pattern_id = p.id
        group by p.id
    )

    select
        case when b.occupies && s.seconds then 'info' else 'warning' end,
        'LINT-007',
        'pattern',
        s.pattern_code,
        null::date,
        null::date,
        format('The break on day %s, %s-%s, lies %s.', b.cycle_day, to_char(b.start_time, 'HH24:MI'),
            to_char(b.end_time, 'HH24:MI'),
            case when b.occupies && s.seconds then 'partly outside of its shift' else 'in no shift' end),
        'Correct or remove it. The break of a night shift is often on the day after the shift starts.'
    from shifts as s
    inner join sched.pattern_rules as b
        on b.pattern_id = s.id and not b.is_operating and not b.occupies <@ s.seconds
    union all
    select
        'warning',
        'LINT-011',
        'pattern',
        s.pattern_code,
        lower(range_merge(f.valid)),
        upper(range_merge(f.valid)) - 1,
        format('It has no shifts, and %s it: %s.',
            sched_engine.counted(cardinality(f.machines), 'machine follows', 'machines follow'),
            sched_engine.shorten_names(f.machines)),
        'Add rules (a built-in pattern must be copied first), or assign another pattern.'
    from shifts as s
    inner join (
        select
            e.pattern_id,
            range_agg(e.valid) as valid,
            array_agg(distinct r.resource_code::text) as machines
        from sched_engine.effective_patterns(sched_engine.visible_machines(), p_from, p_to) as e
        inner join sched.resources as r on r.id = e.resource_id
        group by e.pattern_id
    ) as f on f.pattern_id = s.id
    where s.seconds = '{}'
$$;

comment on function sched_engine.lint_patterns(date, date) is
    'Breaks outside of the shifts of their pattern (LINT-007), and patterns without shifts that machines
follow between p_from and p_to (LINT-011).';
