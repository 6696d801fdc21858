create or replace function sched_engine.tell_of_offer(p_event_type text, p_offer_id bigint)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    select sched_engine.emit_event(
        p_event_type, o.resource_id,
        jsonb_build_object(
            'date', o.schedule_date, 'old_value', null, 'new_value', null, 'truncated', false, 'offer_id', o.id,
            'start_time', to_char(o.start_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
            'end_time', to_char(o.end_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
            'people', num_nonnulls(o.employee_id, o.taken_by_id)
        )
    )
    from sched.emp_shift_offers as o
    where o.id = p_offer_id
$$;

comment on function sched_engine.tell_of_offer(text, bigint) is
    'The event shift.offered, shift.taken or shift.withdrawn of an offer: its id, when it is, and how many people, not who.';
