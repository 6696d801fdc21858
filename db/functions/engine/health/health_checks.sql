-- A check is failing when people notice, and degraded when they will.
create or replace function sched_engine.health_checks()
returns table (check_name text, status text, finding text, remedy text)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        'database',
        case
            when d.is_closed then 'failing'
            when d.feed_seconds > 60 then 'degraded'
            else 'ok'
        end,
        case
            when d.is_closed then 'the database takes no writes: it is a standby, read-only or being restored'
            when d.feed_seconds > 60
                then format('changes and events wait for a transaction of %s s', round(d.feed_seconds))
            else 'the database takes writes, and nobody holds back changes'
        end,
        case
            when d.is_closed then 'let the restore end, or ask the primary'
            when d.feed_seconds > 60 then 'sched doctor names the session: let it commit, or end it'
        end
    from (
        select
            pg_is_in_recovery()
            or current_setting('default_transaction_read_only') = 'on'
            or coalesce(current_setting('timescaledb.restoring', true), 'off') = 'on' as is_closed,
            (select f.feed_seconds from sched_engine.lock_figures() as f) as feed_seconds
    ) as d
    union all
    select
        'pattern_library',
        case when p.visible < 5 then 'failing' else 'ok' end,
        format('%s visible', sched_engine.counted(p.visible, 'pattern is', 'patterns are')),
        case when p.visible < 5 then 'make the built-in ones visible again (sched patterns list --all)' end
    from (
        select count(*) as visible
        from sched.operating_patterns as o
        where o.is_visible
    ) as p
    union all
    select
        'schedule_generation',
        case
            when g.without_plan_today > 0 or g.stale_seconds > 900 then 'failing'
            when g.horizon_days < 7 or g.stale_seconds > 300 or g.failed > 0 then 'degraded'
            else 'ok'
        end,
        case
            when g.without_plan_today > 0
                then format('%s no plan for today', sched_engine.counted(g.without_plan_today, 'machine has', 'machines have'))
            when g.stale_seconds > 300
                then format('an edit waits for %s s to reach the stored plan', round(g.stale_seconds))
            when g.horizon_days < 7
                then format('the plan ends in %s', sched_engine.counted(g.horizon_days, 'day', 'days'))
            when g.failed > 0
                then format('%s failed in the last 24 hours', sched_engine.counted(g.failed, 'job', 'jobs'))
            when g.horizon_days is null then 'there is no machine to plan'
            else format('every machine is planned for %s', sched_engine.counted(g.horizon_days, 'day', 'days'))
        end,
        case
            when g.without_plan_today > 0 or g.horizon_days < 7
                then 'sched generate, and see that sched relay runs and rolling_horizon_months is not 0'
            when g.stale_seconds > 300 then 'see that sched relay runs, or run sched refresh'
            when g.failed > 0 then 'sched jobs list says why'
        end
    from (
        select
            f.horizon_days,
            f.without_plan_today,
            (
                select coalesce(extract(epoch from clock_timestamp() - min(s.marked_at)), 0)
                from sched.stale_dates as s
            ) as stale_seconds,
            (
                select count(*)
                from sched.jobs as j
                where j.state = 'failed' and j.created_at > clock_timestamp() - interval '24 hours'
            ) as failed
        from sched_engine.plan_figures() as f
    ) as g
    union all
    select
        'webhook_delivery',
        case
            when w.oldest_seconds > 900 then 'failing'
            when w.disabled > 0 or w.breakers_open > 0 then 'degraded'
            else 'ok'
        end,
        case
            when w.oldest_seconds > 900 then format('a delivery waits for %s s', round(w.oldest_seconds))
            when w.disabled > 0
                then format('%s disabled after failures', sched_engine.counted(w.disabled, 'webhook is', 'webhooks are'))
            when w.breakers_open > 0
                then format('%s not sent to for now', sched_engine.counted(w.breakers_open, 'webhook is', 'webhooks are'))
            else format('%s', sched_engine.counted(w.pending, 'delivery waits', 'deliveries wait'))
        end,
        case
            when w.oldest_seconds > 900 or w.disabled > 0 or w.breakers_open > 0
                then 'sched webhooks list says which, and why; see that sched relay runs'
        end
    from sched_engine.relay_figures() as w
$$;

comment on function sched_engine.health_checks() is
    'Whether the system does its work: a row for each of database, pattern_library, schedule_generation and webhook_delivery,
with a status (ok; degraded: people will notice; failing: they do), what was found, and what to do where it is not ok.';

grant execute on function sched_engine.health_checks() to sched_relay;
