create or replace function sched_engine.lint_resources()
returns setof sched_engine.lint_finding
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        'warning',
        'LINT-009',
        'resource',
        a.resource_code::text,
        null::date,
        null::date,
        format('It is not active, but machines below it are planned: %s.',
            sched_engine.shorten_names(array_agg(r.resource_code::text order by r.resource_code))),
        'Deactivate them as well, move them, or activate it.'
    from sched.resources as r
    inner join sched.resources as a on a.id = any(r.path_ids) and not a.is_active
    where r.requires_scheduling and r.is_active
    group by a.id
    union all
    select
        'error',
        'LINT-010',
        'resource',
        r.resource_code::text,
        lower(range_merge(range_agg(s.dates))),
        upper(range_merge(range_agg(s.dates))) - 1,
        format('%s not reached the stored plan since %s.', sched_engine.counted(count(*), 'edit has', 'edits have'),
            to_char(min(s.marked_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')),
        'Run sched refresh, and check that the relay is running.'
    from sched.stale_dates as s
    inner join sched.resources as r on r.id = s.resource_id
    where s.marked_at < sched_engine.current_instant() - interval '1 hour'
    group by r.id
$$;

comment on function sched_engine.lint_resources() is
    'Inactive resources with machines below them that are planned (LINT-009), and resources whose edits have
waited for more than an hour to reach the stored plan (LINT-010).';
