create or replace function sched_engine.plan_figures()
returns table (
    with_patterns bigint, horizon_days integer, without_plan_today bigint, active_webhooks bigint
)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    with clock as materialized (
        select sched_engine.current_instant()::date as today
    ),

    -- Few resources have an assignment of their own; all below them follow it.
    assigned as materialized (
        select array_agg(distinct a.resource_id) as ids
        from sched.resource_pattern_assignments as a
        cross join clock as c
        where a.effective_date <= c.today and (a.end_date is null or a.end_date >= c.today)
    )

    select
        count(*) filter (where r.path_ids && a.ids),
        -- From today on without a gap: a date that is missing in between is where the plan ends.
        min(coalesce(upper(d.dates) - c.today, 0)),
        count(*) filter (where d.dates is null),
        (
            select count(*)
            from sched.webhook_subscriptions as s
            left join sched.webhook_endpoints as e on e.subscription_id = s.id
            where s.is_active and e.disabled_at is null
        )
    from sched.resources as r
    cross join clock as c
    cross join assigned as a
    left join sched.generated_dates as g on g.resource_id = r.id
    left join lateral (
        select u.dates
        from unnest(g.dates) as u (dates)
        where u.dates @> c.today
    ) as d on true
    where r.is_active and r.requires_scheduling
$$;

comment on function sched_engine.plan_figures() is
    'For the gauges of the relay: machines that follow a pattern today; for how many days from today every machine is planned
(null: there is no machine), machines that have no plan for today, and webhooks that are sent to.';

grant execute on function sched_engine.plan_figures() to sched_relay;
