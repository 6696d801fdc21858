create or replace function sched_engine.generation_conflict(p_resource_ids bigint[], p_from date, p_to date)
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'code', 'SC010',
        'message', format('The period up to %s is locked, and the plan of %s has not been generated.',
            sched_engine.period_lock(), min(lower(m.part))),
        'hint', 'Start after the lock, or move the setting period_lock_date back.'
    )
    from sched.generated_dates as g
    cross join lateral unnest(
        datemultirange(daterange(p_from, p_to, '[]'))
        * datemultirange(daterange(null, sched_engine.period_lock(), '[]')) - g.dates
    ) as m (part)
    where g.resource_id = any(p_resource_ids)
    having count(*) > 0
$$;

comment on function sched_engine.generation_conflict(bigint[], date, date) is
    'The error that a generation of these scheduled machines for p_from to p_to would meet, as {code, message, hint}: missing dates are
locked (SC010). Null: none.';
