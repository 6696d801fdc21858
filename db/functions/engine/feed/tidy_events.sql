create or replace function sched_engine.tidy_events()
returns table (events_removed bigint)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant bigint := 5000;
    v_before constant timestamptz := clock_timestamp()
        - make_interval(days => greatest(sched_engine.setting_int('event_retention_days', 30), 7));
begin
    -- What is still to be delivered stays, however old. An array, because a subquery could be run more than once.
    delete from sched.events as o
    where o.id = any(array(
        select e.id
        from sched.events as e
        where e.occurred_at < v_before
            and not exists (
                select from sched.webhook_deliveries as d where d.event_id = e.id and d.state = 'pending'
            )
        order by e.occurred_at
        limit v_most
        for update skip locked
    ));
    get diagnostics events_removed = row_count;
    return next;
end
$$;

comment on function sched_engine.tidy_events() is
    'Removes events, with their finished deliveries, that are older than event_retention_days: at most 5000, the oldest, so that
no transaction is long. Call it until it removes none; safe at any time, and concurrently.';

grant execute on function sched_engine.tidy_events() to sched_relay;
