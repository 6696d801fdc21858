create or replace function sched_engine.lint_missing_patterns(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with followed as materialized (
        select e.*
        from sched_engine.effective_patterns(sched_engine.visible_machines(), p_from, p_to) as e
    ),

    gaps as (
        select
            r.id,
            r.resource_code::text as machine,
            g.gap
        from sched.resources as r
        left join (
            select
                i.resource_id,
                range_agg(i.valid) as valid
            from followed as i
            group by i.resource_id
        ) as f on f.resource_id = r.id
        cross join lateral unnest(
            datemultirange(daterange(p_from, p_to, '[]')) - coalesce(f.valid, '{}')
        ) as g (gap)
        where r.requires_scheduling and r.is_active
    ),

    -- The assignment that a gap comes after; none when there was no pattern on the first date either.
    ended as (
        select
            g.machine,
            lower(g.gap) as first_date,
            upper(g.gap) - 1 as last_date,
            f.assignment_id
        from gaps as g
        left join followed as f on f.resource_id = g.id and upper(f.valid) = lower(g.gap)
    )

    select
        case when e.last_date < p_to then 'warning' else 'error' end,
        'LINT-001',
        'resource',
        e.machine,
        e.first_date,
        e.last_date,
        'It requires scheduling and follows no pattern' || case
            when e.last_date < p_to then format(' before %s.', e.last_date + 1) else '.'
        end,
        format('Assign one to it or above it (sched assign %s PATTERN), or set it not to require scheduling.',
            e.machine)
    from ended as e
    where e.assignment_id is null
    union all
    select
        'warning',
        'LINT-002',
        'resource',
        r.resource_code::text,
        e.first_date,
        e.last_date,
        format(
            'Pattern %s ends on %s, and nothing follows%s: %s.', p.pattern_code, e.first_date - 1,
            case when e.last_date < p_to then format(' before %s', e.last_date + 1) end,
            sched_engine.shorten_names(array_agg(e.machine order by e.machine))
        ),
        format('Assign what comes next: sched assign %s PATTERN --from %s', r.resource_code, e.first_date)
    from ended as e
    inner join sched.resource_pattern_assignments as a on a.id = e.assignment_id
    inner join sched.resources as r on r.id = a.resource_id
    inner join sched.operating_patterns as p on p.id = a.pattern_id
    group by a.id, r.id, p.id, e.first_date, e.last_date
$$;

comment on function sched_engine.lint_missing_patterns(date, date) is
    'Machines without a pattern on business dates from p_from to p_to: from the first date on (LINT-001), or
since an assignment ended with nothing after it, nothing inherited either (LINT-002, once for each
assignment and gap).';
