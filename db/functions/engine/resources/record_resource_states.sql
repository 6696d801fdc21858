create or replace function sched_engine.record_resource_states()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := sched_engine.current_instant();
    v_ids bigint[];
begin
    if tg_op = 'INSERT' then
        v_ids := array(select n.id from new_rows as n);
    else
        -- A zone is inherited; a path that changes is carried down by move_subtree, which comes here again.
        select array_agg(distinct r.id) into v_ids
        from new_rows as n
        inner join old_rows as o on o.id = n.id
        inner join sched.resources as r
            on r.id = n.id or n.time_zone is distinct from o.time_zone and r.path_ids @> array[n.id]
        where (o.path_ids, o.time_zone, o.requires_scheduling, o.is_active)
            is distinct from (n.path_ids, n.time_zone, n.requires_scheduling, n.is_active);
    end if;

    with present as (
        select
            r.id,
            r.path_ids,
            z.time_zone,
            r.is_active and r.requires_scheduling as is_scheduled
        from sched.resources as r
        cross join lateral (select sched_engine.nearest_zone(r.path_ids) as time_zone) as z
        -- Without a zone while resources above it move in the same statement; move_subtree comes here again.
        where r.id = any(v_ids) and z.time_zone is not null
    ),

    ended as (
        update sched.resource_states as t
        set valid_until = v_now
        from present as p
        where t.resource_id = p.id and t.valid_until = 'infinity' and t.valid_from < v_now
            and (t.path_ids, t.time_zone, t.is_scheduled) is distinct from (p.path_ids, p.time_zone, p.is_scheduled)
        returning t.resource_id
    ),

    -- Changed once more within one transaction.
    corrected as (
        update sched.resource_states as t
        set path_ids = p.path_ids, time_zone = p.time_zone, is_scheduled = p.is_scheduled
        from present as p
        where t.resource_id = p.id and t.valid_until = 'infinity' and t.valid_from >= v_now
            and (t.path_ids, t.time_zone, t.is_scheduled) is distinct from (p.path_ids, p.time_zone, p.is_scheduled)
    )

    insert into sched.resource_states (resource_id, valid_from, path_ids, time_zone, is_scheduled)
    select
        p.id,
        case when e.resource_id is null then '-infinity' else v_now end,
        p.path_ids,
        p.time_zone,
        p.is_scheduled
    from present as p
    left join ended as e on e.resource_id = p.id
    where e.resource_id is not null
        or not exists (select from sched.resource_states as t where t.resource_id = p.id);
    return null;
end
$$;

comment on function sched_engine.record_resource_states() is
    'Trigger: keeps in sched.resource_states how a resource and those that inherit from it stood until now.';

-- By its name before mark_stale, whose refresh may follow at once and needs it.
create or replace trigger a_record_states_insert
after insert on sched.resources
referencing new table as new_rows
for each statement execute function sched_engine.record_resource_states();

create or replace trigger a_record_states
after update on sched.resources
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.record_resource_states();
