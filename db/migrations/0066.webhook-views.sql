-- Webhooks over HTTP: how they are doing, and their deliveries.
set local role sched_owner;

-- In the order in which edits and the relay come to them.
lock table sched.events, sched.webhook_deliveries, sched.webhook_endpoints in access exclusive mode;

drop function if exists sched_engine.webhook_overview();

-- A delivery is in one of them at a time: the latest of a webhook, of each state, without the others.
create index webhook_deliveries_latest_pending on sched.webhook_deliveries (subscription_id, id)
where state = 'pending';
create index webhook_deliveries_latest_delivered on sched.webhook_deliveries (subscription_id, id)
where state = 'delivered';
create index webhook_deliveries_latest_failed on sched.webhook_deliveries (subscription_id, id) where state = 'failed';

alter table sched.webhook_endpoints
add column last_attempt_at timestamptz,
add column last_status smallint;
comment on column sched.webhook_endpoints.last_attempt_at is 'When the last attempt was recorded.';
comment on column sched.webhook_endpoints.last_status is
    'HTTP status of the last attempt; null: there was no answer, or no attempt yet.';
update sched.webhook_endpoints as e
set last_attempt_at = d.finished_at, last_status = d.status
from (
    select distinct on (i.subscription_id)
        i.subscription_id,
        i.finished_at,
        i.status
    from sched.webhook_deliveries as i
    where i.state <> 'pending'
    order by i.subscription_id asc, i.finished_at desc
) as d
where d.subscription_id = e.subscription_id;

grant select on sched.events, sched.webhook_deliveries, sched.webhook_endpoints to sched_views;
do $$
declare
    -- Asked once for a query, as in 0027.row-security.sql.
    v_whole constant text := '(select coalesce(current_setting(''sched.scope'', true), '''') in ('''', ''{}''))';
    v_table text;
    v_limit text;
begin
    for v_table, v_limit in values
        ('webhook_deliveries', 'subscription_id in (select s.id from sched.webhook_subscriptions as s)'),
        ('webhook_endpoints', 'subscription_id in (select s.id from sched.webhook_subscriptions as s)'),
        -- What a webhook of that part is told; it may be about something above it.
        ('events', 'exists (select from sched.webhook_deliveries as d where d.event_id = events.id)')
    loop
        execute format('alter table sched.%I enable row level security', v_table);
        execute format('create policy granted on sched.%I using (true)', v_table);
        execute format(
            'create policy in_scope on sched.%I as restrictive to sched_views using (%s or %s)', v_table, v_whole, v_limit
        );
        execute format(
            'comment on policy granted on sched.%I is ''Rights to the table decide, but for in_scope.''', v_table
        );
        execute format(
            'comment on policy in_scope on sched.%I is ''Through a view: what the present request may see.''', v_table
        );
    end loop;
end
$$;
