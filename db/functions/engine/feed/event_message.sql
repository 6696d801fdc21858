create or replace function sched_engine.event_message(p_event sched.events)
returns text
language sql
stable
parallel safe
as $$
    -- The last field is put in by hand: it is not null where there is none, but absent.
    select left(json_build_object(
        'id', 'evt_' || p_event.id,
        'event', p_event.event_type,
        'epoch', p_event.epoch,
        'timestamp', to_char(p_event.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'data', p_event.data
    )::text, -1) || coalesce(', "traceparent" : ' || to_json(p_event.traceparent)::text, '') || '}'
$$;

comment on function sched_engine.event_message(sched.events) is
    'An event as it is sent: {id, event, epoch, timestamp (UTC), data}, and traceparent if it belongs to a trace.';
