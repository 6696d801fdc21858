create or replace function sched_engine.tell_of_offer(p_event_type text, p_offer_id bigint)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    select sched_engine.emit_event(
        p_event_type, o.resource_id,
        jsonb_build_object(
            'offer_id', o.id, 'date', o.schedule_date, 'start_time', o.start_time, 'end_time', o.end_time, 'people',
            num_nonnulls(o.employee_id, o.taken_by_id)
        )
    )
    from sched.emp_shift_offers as o
    where o.id = p_offer_id
$$;

comment on function sched_engine.tell_of_offer(text, bigint) is
    'The event shift.offered, shift.taken or shift.withdrawn of an offer: its id, when it is, and how many people, not who.';
