create or replace function sched_engine.first_deliveries(p_subscription_id bigint, p_limit integer)
returns setof bigint
language plpgsql
stable
strict
set search_path = pg_catalog, pg_temp
as $$
declare
    v_window integer := p_limit;
    v_read integer;
    v_moving integer;
    v_first bigint[];
begin
    loop
        with recursive pending as materialized (
            select
                d.id as delivery_id,
                d.event_id,
                d.next_attempt_at > clock_timestamp() as is_later,
                -- What is about the plant is above everything.
                coalesce(e.resource_id, 0) as resource_id,
                0 || e.path_ids || coalesce(e.resource_id, 0) as path_ids
            from sched.webhook_deliveries as d
            inner join sched.events as e on e.id = d.event_id
            where d.subscription_id = p_subscription_id and d.state = 'pending'
            order by d.event_id
            limit v_window
        ),

        places as materialized (
            select distinct
                p.resource_id,
                u.id as above_id
            from pending as p
            cross join unnest(p.path_ids) as u (id)
        ),

        -- Places that concern each other: one is the other or lies above it, and both have something pending.
        pairs as (
            select
                p.resource_id,
                p.above_id as other_id
            from places as p
            where p.above_id in (select a.resource_id from places as a)
            union all
            select
                p.above_id,
                p.resource_id
            from places as p
            where p.above_id in (select a.resource_id from places as a)
        ),

        stuck (resource_id) as (
            select p.resource_id from pending as p where p.is_later
            union
            select p.other_id
            from stuck as s
            inner join pairs as p on p.resource_id = s.resource_id
        ),

        first_at as (
            select p.resource_id, min(p.event_id) as event_id from pending as p group by p.resource_id
        ),

        first_above as (
            select f.resource_id, min(a.event_id) as event_id
            from places as f
            inner join first_at as a on a.resource_id = f.above_id
            group by f.resource_id
        ),

        first_below as (
            select f.above_id, min(a.event_id) as event_id
            from places as f
            inner join first_at as a on a.resource_id = f.resource_id
            group by f.above_id
        ),

        ready as (
            select p.delivery_id, p.event_id
            from pending as p
            inner join first_above as a on a.resource_id = p.resource_id and a.event_id = p.event_id
            inner join first_below as b on b.above_id = p.resource_id and b.event_id = p.event_id
            where not p.is_later
        )

        select
            (select count(*) from pending),
            (select count(*) from pending as p where p.resource_id not in (select s.resource_id from stuck as s)),
            (select array_agg(r.delivery_id order by r.event_id) from ready as r)
        into v_read, v_moving, v_first;
        exit when v_moving >= p_limit or v_read < v_window;
        v_window := v_window + 2 * (v_read - v_moving);
    end loop;
    return query select f.id from unnest(v_first) with ordinality as f (id, nr) order by f.nr;
end
$$;

comment on function sched_engine.first_deliveries(bigint, integer) is
    'Deliveries of a webhook whose time has come and before which nothing is pending about the same resource, one above it or
one below it; in order. It looks at the first p_limit pending ones, not counting those that wait, directly or behind
others, for one that is to be tried again later: a failure holds up what concerns it, and nothing else, however much that is.';
