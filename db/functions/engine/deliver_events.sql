create or replace function sched_engine.deliver_events()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
    -- Who generates may ask for silence (notify_oee_systems = false). The events are written nevertheless.
    if current_setting('sched.webhooks', true) = 'off' then
        return null;
    end if;
    insert into sched.webhook_deliveries (subscription_id, event_id)
    select
        s.id,
        e.id
    from new_events as e
    inner join sched.webhook_subscriptions as s on sched_engine.is_subscribed(s, e)
    where s.is_active
        and not exists (
            select from sched.webhook_endpoints as p where p.subscription_id = s.id and p.disabled_at is not null
        )
    order by e.id, s.id;
    -- Edits wait for each other anyway, so that many notifications at once are rare.
    perform pg_notify('sched_events', '');
    return null;
end
$$;

comment on function sched_engine.deliver_events() is
    'Trigger: lets each webhook that wants an event have it, in the transaction that made it, and wakes the relay.';

create or replace trigger deliver_events after insert on sched.events
referencing new table as new_events
for each statement execute function sched_engine.deliver_events();
