create or replace function sched_engine.subscribers(p_event_type text, p_resource_id bigint, p_path_ids bigint[])
returns setof bigint
language sql
stable
parallel safe
as $$
    -- At or below the resource subscribed to; or above it, for then it may concern it.
    select s.id
    from sched.webhook_subscriptions as s
    where p_event_type = any(s.event_types) and (
        s.resource_id is null
        or p_resource_id is null
        or s.resource_id = any(p_path_ids)
        or exists (
            select from sched.resources as r
            where r.id = s.resource_id and p_resource_id = any(r.path_ids)
        )
    )
$$;

comment on function sched_engine.subscribers(text, bigint, bigint[]) is
    'The webhooks that want an event, by its type, its resource and the ids from the root to that.';
