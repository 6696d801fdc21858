create or replace function sched_engine.emit_event(p_event_type text, p_resource_id bigint, p_data jsonb)
returns bigint
language sql
volatile
set search_path = ''
as $$
    insert into sched.events (event_type, resource_id, path_ids, epoch, data)
    select
        p_event_type,
        p_resource_id,
        coalesce(r.path_ids, '{}'),
        sched_engine.feed_epoch(),
        jsonb_build_object('resource_id', p_resource_id, 'resource_code', r.resource_code) || p_data
    from (values (1)) as one (row)
    left join sched.resources as r on r.id = p_resource_id
    returning id
$$;

comment on function sched_engine.emit_event(text, bigint, jsonb) is
    'Writes an event about a resource (null: the plant), in the transaction of what it tells. Returns its id.';
