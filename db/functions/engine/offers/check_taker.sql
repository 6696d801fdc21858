create or replace function sched_engine.check_taker(
    p_offer sched.emp_shift_offers, p_taken_by_id bigint, p_returned_on date
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_taker sched.emp_employees;
    v_offered tstzrange;
    v_returned tstzrange;
    v_problem text;
begin
    select e.* into v_taker from sched.emp_employees as e where e.id = p_taken_by_id;
    select tstzrange(s.start_time, s.end_time) into v_offered
    from sched_engine.own_shift(p_offer.employee_id, p_offer.schedule_date) as s;
    select tstzrange(s.start_time, s.end_time) into v_returned
    from sched_engine.own_shift(p_taken_by_id, p_returned_on) as s;
    v_problem := case
        when p_offer.employee_id is not null and v_offered is distinct from tstzrange(p_offer.start_time, p_offer.end_time)
            then format('The shift of offer %s is no longer as it was offered.', p_offer.id)
        when v_taker.id is null or not v_taker.is_active or p_offer.schedule_date < v_taker.hire_date
            or p_offer.schedule_date > v_taker.termination_date
            then format('Employee %s is not employed on %s.', v_taker.employee_number, p_offer.schedule_date)
        when p_offer.employee_id = p_taken_by_id
            then format('Employee %s cannot take their own shift.', v_taker.employee_number)
        when p_offer.offered_to_id <> p_taken_by_id then format('Offer %s is for somebody else.', p_offer.id)
        when p_offer.position_id <> v_taker.position_id then format(
            'Employee %s does not have the position that offer %s asks for.', v_taker.employee_number, p_offer.id
        )
        when not sched_engine.is_qualified(
            p_taken_by_id, p_offer.resource_id, p_offer.min_level, p_offer.schedule_date
        ) then format(
            'Employee %s is not qualified (%s) for the shift of offer %s.',
            v_taker.employee_number, p_offer.min_level, p_offer.id
        )
        when p_returned_on is not null and p_offer.employee_id is null
            then format('Offer %s is nobody''s shift yet: nothing can be given in return.', p_offer.id)
        when p_returned_on is not null and v_returned is null
            then format('Employee %s has no shift of their own on %s.', v_taker.employee_number, p_returned_on)
        when lower(v_returned) <= sched_engine.instant_of_writing()
            then format('The shift of employee %s on %s has begun.', v_taker.employee_number, p_returned_on)
        when not sched_engine.is_free(
            p_taken_by_id, p_offer.start_time, p_offer.end_time, p_offer.schedule_date, p_returned_on
        ) then format('Employee %s is not free at the time of offer %s.', v_taker.employee_number, p_offer.id)
        when v_returned is not null and not sched_engine.is_free(
            p_offer.employee_id, lower(v_returned), upper(v_returned), p_returned_on, p_offer.schedule_date
        ) then format('Whoever offers the shift of offer %s is not free on %s.', p_offer.id, p_returned_on)
    end;
    if v_problem is not null then
        perform sched_engine.refuse('SC028', v_problem, 'List what can be taken with: sched roster offers');
    end if;
end
$$;

comment on function sched_engine.check_taker(sched.emp_shift_offers, bigint, date) is
    'Refuses (SC028) that somebody works the shift of an offer who is not employed, qualified or free then, for whom it is not
meant, or who gives what they do not have; and any who want a shift that is no longer as it was offered.';
